import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIGURATION_ACTIONS } from '../../lib/access/configuration-actions';
import { READ_LOG_ACTIONS } from '../../lib/access/log-access';
import { OPERATION_ACTIONS } from '../../lib/access/operation-actions';
import { RUNBOOKS } from '../../lib/monitoring/runbook';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/runbooks');

/** Pages of the form of an alarm's runbook that no alarm names. */
const PROCEDURES = ['decision-records', 'drill', 'evacuate-writer', 'writer-held'] as const;
const PAGES = [...RUNBOOKS, ...PROCEDURES];

/** Every page, those of an older form included. */
const ALL = readdirSync(FOLDER)
  .filter((file) => /^[a-z-]+\.md$/.test(file))
  .map((file) => file.replace(/\.md$/, ''));

const SECTIONS = {
  '.md': ['What it means', 'Look', 'Do', 'When it ends', 'Sources'],
  '.ja.md': ['意味', '確認', '対処', '収束の確認', '出典'],
} as const;
type Language = keyof typeof SECTIONS;
const LANGUAGES = Object.keys(SECTIONS) as Language[];

/** What a command under "Look" may begin with: nothing of it changes anything. */
const READS = /^(describe|filter|get|list|lookup|tail|start-query)(-|$)/;

function read(page: string, language: Language): string {
  return readFileSync(path.join(FOLDER, `${page}${language}`), 'utf8');
}

/** Lines of the blocks of a language; without comments, which are translated. */
function code(text: string): readonly string[] {
  return [...text.matchAll(/^ *```(?:sh|sql)\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/(^|\s)(#|--)\s.*$/, '').trim())
      .filter((line) => line !== ''),
  );
}

function section(text: string, title: string): string {
  const [, found] = new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(text) ?? [];
  return found ?? '';
}

function links(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target.replace(/(\.ja)?\.md$/, ''))
    .sort();
}

describe.each(PAGES)('%s', (page) => {
  test.each(LANGUAGES)('%s has the sections of a runbook, in their order', (language) => {
    const found = [...read(page, language).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(found).toEqual(SECTIONS[language]);
  });

  test.each(LANGUAGES)('%s begins with what users notice, in one line', (language) => {
    const [title, blank, first] = read(page, language).split('\n');
    expect([/^# \S/.test(title ?? ''), blank]).toEqual([true, '']);
    expect(first).toMatch(language === '.md' ? /^[A-Z`].*[a-z]/ : /[\u3040-\u30ff]/);
  });

  test('says in both languages the same commands', () => {
    expect(code(read(page, '.ja.md'))).toEqual(code(read(page, '.md')));
  });

  test('has in both languages the same steps, tables, links and headings', () => {
    const shape = (language: Language) => {
      const text = read(page, language);
      return {
        steps: [...text.matchAll(/^(\d+)\. /gm)].map(([, step]) => step),
        rows: [...text.matchAll(/^\|.*\|$/gm)].map(([row]) => row.replaceAll('\\|', '').split('|').length),
        levels: [...text.matchAll(/^(#+) /gm)].map(([, level]) => level),
        links: links(text),
      };
    };
    expect(shape('.ja.md')).toEqual(shape('.md'));
  });

  test('says what not to do', () => {
    expect(section(read(page, '.md'), 'Do')).toMatch(/\*\*Never\*\*/);
    expect(section(read(page, '.ja.md'), '対処')).toMatch(/\*\*禁止\*\*/);
  });

  test('numbers its steps from 1', () => {
    const steps = [...section(read(page, '.md'), 'Do').matchAll(/^(\d+)\. /gm)].map(([, step]) => Number(step));
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(steps).toEqual(steps.map((_step, index) => index + 1));
  });

  test('names its sources, all of AWS', () => {
    const of = (language: Language, title: string) =>
      section(read(page, language), title)
        .split('\n')
        .filter((line) => line !== '');
    const sources = of('.md', 'Sources');
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((line) => !/^- <https:\/\/docs\.aws\.amazon\.com\/[^\s>]+>$/.test(line))).toEqual([]);
    expect(of('.ja.md', '出典')).toEqual(sources);
  });

  test('only reads where it says to look', () => {
    expect(commands(page).filter(({ verb }) => !READS.test(verb))).toEqual([]);
  });

  test('asks of a role only what the role may do', () => {
    const refused = commands(page).filter(({ role, action }) => !MAY[role](action));
    expect(refused.map(({ role, action }) => `${role}: ${action}`)).toEqual([]);
  });
});

describe.each(LANGUAGES)('the index, README%s', (language) => {
  test('leads to every runbook once', () => {
    const targets = links(read('README', language)).filter((target) => !target.includes('/') && target !== 'README');
    expect(targets.filter((target) => target !== 'reading-alarms')).toEqual(
      ALL.filter((page) => page !== 'reading-alarms').sort(),
    );
  });

  test('is what the architecture leads to', () => {
    const architecture = readFileSync(path.join(ROOT, `docs/architecture${language}`), 'utf8');
    expect(architecture).toContain(`(runbooks/README${language})`);
  });
});

test.each(LANGUAGES)('writer-held%s explains every reason of the actions', (language) => {
  const source = readFileSync(path.join(ROOT, 'lambda/shared/failover/contract.ts'), 'utf8');
  const codes = [...(/export type ReasonCode =([\s\S]*?);/.exec(source)?.[1] ?? '').matchAll(/\| '(\w+)'/g)];
  const rows = [...read('writer-held', language).matchAll(/^\| ([^|]+) \|/gm)].map(([, cell]) => cell ?? '').join(' ');
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.map(([, name]) => String(name)).filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
});

test.each(LANGUAGES)('every finding of a check is in a runbook, %s', (language) => {
  const text = PAGES.map((page) => read(page, language)).join('\n');
  const codes = findingCodes();
  expect(codes.length).toBeGreaterThan(70);
  expect(codes.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

/** Codes of findings, as the deciding parts of the checks write them. */
function findingCodes(): readonly string[] {
  const lambda = path.join(ROOT, 'lambda');
  const files = readdirSync(lambda, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[a-z]+-check\/[a-z-]+\.ts$/.test(file),
  );
  const sources = files.map((file) => readFileSync(path.join(lambda, file), 'utf8')).join('\n');
  const written = /(?:(?:[fF]ound|[fF]inding)\(\s*|code: |code = [^;]*?)'([A-Z][A-Za-z]+)'/g;
  return [...new Set([...sources.matchAll(written)].map(([, name]) => String(name)))].sort();
}

/** Who a command is for: the operator, unless a comment above it names somebody else. */
type Role = 'operator' | 'auditor' | 'other';

/** What each role may ask; the auditor of logs as well. */
const MAY: Readonly<Record<Role, (action: string) => boolean>> = {
  operator: oneOf(OPERATION_ACTIONS),
  auditor: oneOf([
    ...Object.values(CONFIGURATION_ACTIONS).flat(),
    // IAM has another name for it than the API.
    's3:GetObjectLockConfiguration',
    // Needs no permission.
    'sts:GetCallerIdentity',
  ]),
  other: () => true,
};

/** IAM takes no notice of the case of an action. */
function oneOf(names: readonly string[]): (action: string) => boolean {
  const known = new Set([...names, ...READ_LOG_ACTIONS, 'logs:GetQueryResults'].map((name) => name.toLowerCase()));
  return (action) => known.has(action.toLowerCase());
}

/** Services whose name in the CLI is not that of their actions. */
const SERVICES: Readonly<Record<string, string>> = { elbv2: 'elasticloadbalancing', s3api: 's3' };

interface Command {
  readonly role: Role;
  readonly verb: string;
  readonly action: string;
}

/** Commands of the CLI under "Look". */
function commands(page: string): readonly Command[] {
  let role: Role = 'operator';
  const found: Command[] = [];
  for (const line of section(read(page, '.md'), 'Look').split('\n')) {
    role = roleIn(line) ?? role;
    for (const [, service = '', verb = ''] of line.matchAll(/\baws ([a-z0-9-]+) ([a-z0-9-]+)/g)) {
      const name =
        verb === 'tail'
          ? 'FilterLogEvents'
          : verb.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
      found.push({ role, verb, action: `${SERVICES[service] ?? service}:${name}` });
    }
  }
  return found;
}

/** The role that a comment names. */
function roleIn(line: string): Role | undefined {
  if (!line.startsWith('# ')) {
    return undefined;
  }
  if (/\b(rights beyond|who may read)\b/.test(line)) {
    return 'other';
  }
  return /auditor role/i.test(line) ? 'auditor' : undefined;
}
