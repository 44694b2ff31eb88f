import { createRequire } from 'node:module';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';

const ROOT = path.join(__dirname, '../..');
const LAYER = '@typescript-eslint/no-restricted-imports';
const CYCLE = 'import-x/no-cycle';

/**
 * The project's own configuration, with the rules about imports alone: they need no types, whose computation takes
 * half a minute. It is handed over because ESLint would load it by a dynamic import, which jest does not allow.
 */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: true,
  overrideConfig: [
    ...(createRequire(__filename)('../../eslint.config.js') as Linter.Config[]).map(importRulesOnly),
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

function importRulesOnly({ rules = {}, ...config }: Linter.Config): Linter.Config {
  return { ...config, rules: Object.fromEntries(Object.entries(rules).filter(([id]) => [LAYER, CYCLE].includes(id))) };
}

/** Rules that fire when a file holds the code. */
async function rulesBrokenBy(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'none');
}

test.each([
  ['lib/errors.ts', './site'],
  ['lib/site/names.ts', 'aws-cdk-lib'],
  ['lib/site/names.ts', '../judges'],
  ['lib/network/index.ts', '../stacks/build-site'],
  ['lib/network/index.ts', '../judges'],
  ['lib/compute/index.ts', '../../lambda/shared/clock'],
  ['lib/stacks/build-site.ts', '../judges'],
  ['lib/stacks/build-site.ts', 'cdk-nag'],
  ['lib/template/model.ts', 'aws-cdk-lib/core'],
  ['lib/template/model.ts', '../network'],
  ['lib/report/csv.ts', '../judges'],
  ['lib/verify/backups/index.ts', '../engine/verifier'],
  ['lib/verify/backups/index.ts', '../../site/backup-plan'],
  ['lib/verify/backups/index.ts', 'aws-cdk-lib'],
  ['lib/verify/backups/prove/points.ts', '../../../backup'],
  ['lib/verify/backups/prove/points.ts', '../../../site/windows'],
  ['lib/verify/backups/prove/points.ts', '../../policy'],
  ['lib/judges/rule.ts', '../stacks/build-site'],
  ['lib/simulate/spike/edge.ts', '../../site'],
  ['lib/simulate/spike/edge.ts', '../../compute'],
  ['lib/simulate/spike/edge.ts', '../../report/csv'],
  ['lib/simulate/read/types.ts', 'aws-cdk-lib'],
  ['lib/simulate/render/words.ts', '../../report/verify'],
  ['lib/simulate/render/words.ts', '../../site'],
  ['lib/local/matrix/ground.ts', '../../report/csv'],
  ['lib/local/matrix/ground.ts', '../../judges'],
  ['lambda/shared/contract.ts', '../../lib/site'],
  ['lambda/shared/contract.ts', 'zod'],
  ['lambda/shared/contract.ts', 'aws-cdk-lib'],
])(
  '%s may not import %s',
  async (file, imported) => {
    expect(await rulesBrokenBy(file, `export * from '${imported}';\n`)).toContain(LAYER);
  },
  60_000,
);

test.each([
  ['lib/network/index.ts', '../site'],
  ['lib/network/index.ts', 'aws-cdk-lib/aws-ec2'],
  ['lib/network/index.ts', '../../lambda/topology-check/contract'],
  ['lib/judges/rule.ts', '../template'],
  ['lib/simulate/read/types.ts', '../../template'],
  ['lib/simulate/render/words.ts', '../../report/verify/language'],
  ['lib/simulate/render/words.ts', '../spike'],
  ['lib/verify/backups/index.ts', '../../template'],
  ['lib/verify/backups/prove/points.ts', '../read/plans'],
  ['lib/verify/backups/prove/points.ts', '../../../errors'],
  ['lib/report/backups/json.ts', '../../verify/backups'],
  ['lib/local/matrix/ground.ts', '../../failures'],
  ['lambda/shared/contract.ts', 'zod/mini'],
])(
  '%s may import %s',
  async (file, imported) => {
    expect(await rulesBrokenBy(file, `export * from '${imported}';\n`)).not.toContain(LAYER);
  },
  60_000,
);

test('a cycle of imports is an error', async () => {
  const code = "import { defineSite } from './define-site';\nexport const again = defineSite;\n";
  expect(await rulesBrokenBy('lib/site/names.ts', code)).toContain(CYCLE);
}, 60_000);
