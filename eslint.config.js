// @ts-check
const awscdk = require('eslint-plugin-awscdk');
const importX = require('eslint-plugin-import-x');
const tseslint = require('typescript-eslint');

const AWS_CDK = ['aws-cdk-lib', 'aws-cdk-lib/**', 'constructs'];
const CONSTRUCTS = [
  'foundation',
  'functions',
  'network',
  'edge',
  'compute',
  'database',
  'backup',
  'failover',
  'access',
  'monitoring',
];
const LIB = [
  ...CONSTRUCTS,
  'site',
  'stacks',
  'judges',
  'template',
  'verify',
  'failures',
  'report',
  'simulate',
  'matchers',
  'local',
  'cli',
];

/** Who may import whom (docs/architecture.md): one entry per folder; whatever is not allowed is an error. */
function layer(files, { lib, packages, lambda = 'contracts', beside = '../' }) {
  const forbiddenLib = LIB.filter((folder) => lib !== 'none' && !lib.includes(folder)).flatMap((folder) => [
    `**/${folder}`,
    `**/${folder}/**`,
  ]);
  const patterns = [];
  if (forbiddenLib.length > 0) {
    patterns.push({
      group: forbiddenLib.map((glob) => `${beside}${glob}`),
      message: 'This layer may not import that folder.',
    });
  }
  if (lib === 'none') {
    // Functions have folders of the same names.
    patterns.push({ regex: '(^|/)lib/', message: 'This layer may not import anything of lib.' });
  }
  if (lambda === 'contracts') {
    patterns.push({ regex: 'lambda/(?!.*/contract$)', message: 'Only contract.ts of a function may be imported.' });
  }
  if (packages !== 'any') {
    const allowed = packages.map((name) => name.replace('/', '\\/')).join('|');
    patterns.push({
      regex: `^(?!\\.|node:)(?!(?:${allowed === '' ? '$a' : allowed})(?:\\/|$))`,
      message: 'This layer may not import that package.',
    });
  }
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

const construct = (folder, alsoLib = [], alsoPackages = []) =>
  layer([`lib/${folder}/**/*.ts`], {
    lib: ['site', folder, ...alsoLib],
    packages: ['aws-cdk-lib', 'constructs', ...alsoPackages],
  });

module.exports = tseslint.config(
  { ignores: ['dist/**', 'cdk.out/**', 'coverage/**', 'node_modules/**', '.honmaru/**', '**/*.mjs'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver': { node: { extensions: ['.ts', '.js', '.json'] } },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' }],
      // A construct is made for its effect on the tree.
      'no-new': 'off',
      // Interfaces that only name an existing shape are clearer to readers of the documentation.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  {
    files: ['lib/**/*.ts'],
    extends: [awscdk.configs.strict],
    rules: {
      // IDs of listed things are the PascalCase of the entry's own key (STYLE); a literal cannot say that.
      'awscdk/no-variable-construct-id': 'off',
    },
  },
  // No construct is near these, and the rule does not end on a type that contains itself.
  { files: ['lib/verify/**/*.ts', 'lib/failures/**/*.ts'], rules: { 'awscdk/no-construct-in-interface': 'off' } },
  layer(['lib/errors.ts'], { lib: [], packages: [], beside: './' }),
  layer(['lib/site/**/*.ts'], { lib: ['site'], packages: ['zod', 'ip-address', 'fastest-levenshtein'] }),
  construct('foundation', ['functions']),
  construct('functions', ['foundation'], ['esbuild']),
  ...['network', 'edge', 'compute', 'database', 'backup', 'failover', 'access', 'monitoring'].map((folder) =>
    construct(folder, CONSTRUCTS),
  ),
  layer(['lib/stacks/**/*.ts'], { lib: [...CONSTRUCTS, 'site', 'stacks'], packages: ['aws-cdk-lib', 'constructs'] }),
  layer(['lib/judges/**/*.ts'], {
    lib: ['site', 'template', 'verify', 'failures', 'report', 'judges'],
    packages: ['aws-cdk-lib', 'constructs', 'cdk-nag'],
  }),
  layer(['lib/template/**/*.ts'], { lib: ['site', 'template'], packages: ['zod', 'yaml'] }),
  // The second implementation of the network reads templates and nothing else: above all, nothing of the engine.
  ...[
    ['lib/verify/packets/*.ts', '\\.\\./'],
    ['lib/verify/packets/*/*.ts', '\\.\\./\\.\\./'],
  ].map(([file, outside]) => ({
    files: [file],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^${outside}(?!\\.\\./(template|errors)$)|^(?!\\.)`,
              message: 'Packets are walked from the templates alone: only lib/template and lib/errors may be imported.',
            },
          ],
        },
      ],
    },
  })),
  // The engine has folders of the same names as constructs, so its layer is told by how far an import goes up.
  ...[1, 2, 3, 4].map((depth) => ({
    files: ['address', 'engine', 'network', 'semantics'].map(
      (folder) => `lib/verify/${folder}${'/*'.repeat(depth)}.ts`,
    ),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./){${depth + 1}}(?!template$|errors$|site$|\\.\\.)|^(?!\\.)|(^|/)packets(/|$)`,
              message:
                'The engine may import lib/template, lib/site and lib/errors only, and nothing of the second implementation.',
            },
          ],
        },
      ],
    },
  })),
  // What asks the engine, one folder below it: which packages each may use is all that is told here.
  ...[
    ['policy', ['node:', 'zod', 'yaml', 'fastest-levenshtein']],
    ['certify', ['node:']],
    ['flips', ['node:']],
    ['drift', ['node:']],
  ].flatMap(([folder, packages]) =>
    [1, 2, 3].map((depth) => ({
      files: [`lib/verify/${folder}${'/*'.repeat(depth)}.ts`],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\.\\./){${depth + 1}}(?!template(/|$)|errors$|site(/|$)|\\.\\.)|^(?!\\.|${packages.join('|')})`,
                message: 'Whoever asks the engine may import lib/template, lib/site, lib/errors and few packages.',
              },
            ],
          },
        ],
      },
    })),
  ),
  layer(['lib/failures/**/*.ts'], { lib: ['template', 'verify', 'failures'], packages: ['zod'] }),
  // Proofs about backups read templates and nothing else: above all, nothing of what plans backups.
  ...[1, 2].map((depth) => ({
    files: [`lib/verify/backups${'/*'.repeat(depth)}.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./){${depth}}(?!\\.\\./(template|errors)$)|^(?!\\.|node:|(zod|yaml|fastest-levenshtein)$)`,
              message: 'Backups are proved on the templates alone: only lib/template and lib/errors may be imported.',
            },
          ],
        },
      ],
    },
  })),
  layer(['lib/report/**/*.ts'], {
    lib: ['site', 'template', 'verify', 'failures', 'report'],
    packages: ['csv-stringify'],
  }),
  // What is simulated is read from the templates alone, as what is proved.
  layer(['lib/simulate/**/*.ts'], { lib: ['template', 'simulate'], packages: ['yaml', 'fastest-levenshtein'] }),
  // Renderers share with those of reports what makes any text inert, and nothing that knows of proofs.
  {
    files: ['lib/simulate/render/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^\\.\\./(?!\\.\\./)(?!read$|spike$|fraction$)|^\\.\\./\\.\\./(?!terminal-text$|report/csv$|report/verify/(escape|language|text/columns|text/paint)$)|^(?!\\.)',
              message: 'Renderers of simulations may import what they show and the shared leaves of lib/report.',
            },
          ],
        },
      ],
    },
  },
  layer(['lib/matchers/**/*.ts'], { lib: ['template', 'verify', 'failures', 'report', 'matchers'], packages: [] }),
  // Two folders deep: `../report` is `lib/local/report`, and `../../report` would be `lib/report`.
  layer(['lib/local/*/**/*.ts'], {
    lib: ['site', 'template', 'verify', 'failures', 'functions', 'local'],
    packages: ['@aws-sdk', 'zod', 'fflate'],
    beside: '../../',
  }),
  layer(['lib/local/*.ts'], { lib: [], packages: [] }),
  layer(['lib/cli/**/*.ts'], { lib: LIB, packages: ['aws-cdk-lib', 'constructs', 'commander', 'listr2'] }),
  layer(['lambda/**/*.ts'], {
    lib: 'none',
    lambda: 'any',
    packages: ['@aws-sdk', '@smithy', 'mysql2', 'pg', 'zod/mini'],
  }),
  // jest calls what this file exports by default.
  { files: ['test/support/*-setup.ts', 'test/support/*-teardown.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
