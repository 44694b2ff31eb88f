import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  analyseFailures,
  exceptionFaults,
  matchExceptions,
  readExceptions,
  readFailureModel,
  type FailureModel,
  type ReviewedException,
  type Row,
} from '../../../lib/failures';
import { Relevance } from '../../../lib/failures/matrix/relevance';
import { faultsInOperation, faultsOf, singleFaults } from '../../../lib/failures/matrix/scenarios';
import { formatFault } from '../../../lib/errors';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, referenceSite, type ReferenceSite } from '../../support/synth-sites';

const ROOT = path.join(__dirname, '../../..');

/** Seconds within which the profiles for production answer again (FAULTS §2). */
const BUDGET = { server: 15, reader: 15, writer: 75, zone: 120 };

const ZONE_LOST = /^[a-z]{2}-[a-z]+-\d[a-z]$/;

/** Rows of the reference sites, each computed once. */
const JUDGED = new Map(REFERENCE_SITES.map((site) => [site, judge(assemblyDirectory(site))]));

describe.each(REFERENCE_SITES)('%s', (site) => {
  const { model, rows } = judgedSite(site);
  const exceptions = readExceptions(exceptionsFile(site));

  test('what it does not survive by itself is what was reviewed, and nothing else', () => {
    expect(told(rows, exceptions)).toEqual([]);
  });

  test('is compared in every fault, alone and in operation, for reads and writes', () => {
    const names = new Set(rows.map(({ scenario }) => scenario));
    const everyday = [...singleFaults(model), ...faultsInOperation(model)].filter(
      ({ operation }) => operation?.kind !== 'on-sale',
    );
    expect(everyday.filter(({ id }) => !names.has(id))).toEqual([]);
    expect(everyday.length).toBeGreaterThan(500);
    const sale = [...names].filter((name) => name.endsWith(', on-sale window'));
    const hasSale = referenceSite(site).capacity.onSale.length > 0;
    expect(sale.length > model.groups.flatMap(faultsOf).length).toBe(hasSale);
    expect(rows.length).toBe(2 * (everyday.length + sale.length));
  });

  test('an entry taken away is missed, each of them', () => {
    for (const one of exceptions) {
      const found = matchExceptions(
        rows,
        exceptions.filter((each) => each !== one),
      );
      expect(found.unlisted.length).toBeGreaterThan(0);
      expect(found.idle).toEqual([]);
    }
  });

  test('an entry about something that it survives is told', () => {
    const [one] = exceptions;
    const [zone = ''] = referenceSite(site).regions.primary.availabilityZones;
    const added = exceptions.concat(one === undefined ? [] : { ...one, scenarios: [zone] });
    expect(matchExceptions(rows, added).idle.map(({ kind }) => kind)).toEqual(['other-state']);
  });

  test('every procedure is written down, in both languages', () => {
    const documents = exceptions.flatMap(({ procedure }) => procedure.document ?? []);
    expect(documents.length).toBeGreaterThan(5);
    const all = documents.flatMap((name) => [name, name.replace(/\.md$/, '.ja.md')]);
    expect(all.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  test('what is irrelevant is computed, and needs no entry', () => {
    const relevance = new Relevance(model);
    const irrelevant = [...singleFaults(model)].filter(({ scenario }) =>
      scenario.first.every((fault) => relevance.isIrrelevant(fault)),
    );
    const names = new Set(irrelevant.map(({ id }) => id));
    expect(names.size).toBeGreaterThan(0);
    expect(
      rows.filter(({ scenario, t0, t1 }) => names.has(scenario) && (t0.state !== 'UP' || t1.state !== 'UP')),
    ).toEqual([]);
  });
});

describe.each(REFERENCE_SITES.filter((site) => referenceSite(site).profile !== 'starter'))(
  '%s survives, within the budget of its profile, alone and in operation,',
  (site) => {
    const { model, rows } = judgedSite(site);
    const zones = referenceSite(site).regions.primary.availabilityZones;
    const [writer = '', ...readers] = databaseParts(model);
    const servers = serverParts(model);
    const faults = { server: servers, reader: readers, writer: [writer], zone: zones };

    test.each(['server', 'reader', 'writer', 'zone'] as const)('every loss of a %s', (kind) => {
      const found = rows.filter(({ scenario }) => faults[kind].includes(scenario.split(', ')[0] ?? ''));
      const late = found.filter(
        ({ t1, recovery }) => t1.state !== 'UP' || (recovery?.seconds ?? Infinity) > BUDGET[kind],
      );
      // Alone, with each of the zones evacuated, during each replacement, and in an on-sale window if there is one.
      const times = 1 + zones.length + servers.length + (referenceSite(site).capacity.onSale.length > 0 ? 1 : 0);
      expect(found).toHaveLength(faults[kind].length * 2 * times);
      expect(
        late.map(({ scenario, service, t1, recovery }) => [scenario, service, t1.state, recovery?.seconds]),
      ).toEqual([]);
    });

    test('where there are so many of each', () => {
      const { tiers, database } = referenceSite(site);
      expect(servers).toHaveLength(tiers.web.minInstances + tiers.app.minInstances);
      expect(readers).toHaveLength(database.readers.length);
      expect(zones.filter((zone) => ZONE_LOST.test(zone))).toHaveLength(3);
    });
  },
);

describe('a template that is worse', () => {
  const exceptions = readExceptions(exceptionsFile('ticket-agency'));
  const folders: string[] = [];

  afterAll(() => {
    folders.forEach((folder) => {
      rmSync(folder, { recursive: true, force: true });
    });
  });

  /** What the reviewed exceptions do not say of templates in which some text was changed. */
  function changed(stack: string, change: (template: string) => string): readonly string[] {
    const folder = mkdtempSync(path.join(tmpdir(), 'worse-'));
    folders.push(folder);
    cpSync(assemblyDirectory('ticket-agency'), folder, { recursive: true });
    const name = readdirSync(folder).find((file) => file.endsWith(`-${stack}.template.json`)) ?? '';
    const before = readFileSync(path.join(folder, name), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path.join(folder, name), after);
    return told(judge(folder).rows, exceptions);
  }

  test('with every reader in the zone of the writer, the zone is told', () => {
    const faults = changed('Data', (text) =>
      text.replaceAll(/("AvailabilityZone": )"ap-northeast-1[cd]"/g, '$1"ap-northeast-1a"'),
    );
    expect(
      faults.filter((fault) => /^ap-northeast-1a: .*GET DOWN, POST DOWN.*\[ExceptionMissing\]$/.test(fault)),
    ).toHaveLength(1);
  });

  test('that says less of what requests need leaves entries without reason', () => {
    const faults = changed('Edge', (text) => {
      const template = JSON.parse(text) as { Metadata: { Honmaru: { services: { egress?: unknown }[] } } };
      template.Metadata.Honmaru.services.forEach((service) => {
        delete service.egress;
      });
      return JSON.stringify(template);
    });
    expect(faults.length).toBeGreaterThan(3);
    expect(faults.filter((fault) => !/\[ExceptionIdle\]$/.test(fault))).toEqual([]);
  });
});

function judgedSite(site: ReferenceSite): ReturnType<typeof judge> {
  return JUDGED.get(site) ?? judge(assemblyDirectory(site));
}

function exceptionsFile(site: ReferenceSite): string {
  return path.join(ROOT, 'bin/exceptions', `${site}.yaml`);
}

function told(rows: readonly Row[], exceptions: readonly ReviewedException[]): readonly string[] {
  return exceptionFaults(matchExceptions(rows, exceptions)).map(formatFault);
}

/** Every row of every single fault, alone and in operation, as the command shows them. */
function judge(directory: string): { readonly model: FailureModel; readonly rows: readonly Row[] } {
  const templates = loadAssembly(directory);
  const { scenarios, unread } = analyseFailures(templates);
  expect(unread).toEqual([]);
  return { model: readFailureModel(templates).model, rows: scenarios.flatMap(({ rows }) => rows) };
}

function serverParts({ pools }: FailureModel): readonly string[] {
  return pools.flatMap(({ replace, members }) => (replace === undefined ? [] : members.map(({ part }) => part)));
}

/** Instances of the database, the writer first. */
function databaseParts({ pools }: FailureModel): readonly string[] {
  return pools.find(({ id }) => id.endsWith('#writer'))?.members.map(({ part }) => part) ?? [];
}
