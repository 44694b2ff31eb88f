import { checkModel, Evaluator, readFailureModel, type FailureModel } from '../../../lib/failures';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, referenceSite, type ReferenceSite } from '../../support/synth-sites';
import { courseOf, lose } from '../support/outcome';

/** Budgets of the profiles: seconds until every request is answered again. */
const BUDGET = { instance: 15, writer: 75, zone: 120 };

const WRITER_ZONE: Readonly<Record<ReferenceSite, string>> = {
  starter: 'ap-northeast-1a',
  'ticket-agency': 'ap-northeast-1a',
  'safety-confirmation': 'ap-southeast-1a',
};

describe.each(REFERENCE_SITES)('%s', (site) => {
  const { model, unread, findings } = readFailureModel(loadAssembly(assemblyDirectory(site)));
  const evaluator = new Evaluator(model);
  const services = model.services.map(({ id }) => id);
  const zones = zonesOf(model);

  test('is read as a whole, and well formed', () => {
    expect([unread, services]).toEqual([[], ['GET', 'POST']]);
    expect(() => {
      checkModel(model);
    }).not.toThrow();
  });

  test('tells what is promised in a month, and for how long a request may be open', () => {
    const { availabilityPercent } = referenceSite(site).objectives;
    expect(model.services.map(({ availability, openSeconds }) => [availability, openSeconds])).toEqual(
      services.map(() => [availabilityPercent / 100, 20]),
    );
  });

  test('is up as long as nothing fails', () => {
    const { services: all } = evaluator.evaluate({ first: [] });
    expect(all.map(({ t0, t1 }) => [t0.state, t1.state])).toEqual(services.map(() => ['UP', 'UP']));
  });

  test.each(services)('loses a part of %s with any server, for as long as its budget at most', (service) => {
    const slots = model.parts.filter(({ id }) => /ServersASG\w+#/.test(id)).map(({ id }) => id);
    const courses = slots.map((id) => courseOf(lose(model, id), service));
    expect(slots.length).toBeGreaterThanOrEqual(4);
    expect(courses.filter(([t0, t1, t2]) => !/^PARTIAL/.test(String(t0)) || t1 !== 'UP' || t2 !== 'UP')).toEqual([]);
    expect(Math.max(...courses.map(([, , , seconds]) => Number(seconds)))).toBeLessThanOrEqual(BUDGET.instance);
  });

  test.each(services)('is down for %s with the writer, for as long as its budget at most', (service) => {
    const [t0, t1, t2, seconds] = courseOf(lose(model, writerOf(model)), service);
    expect([t0, t1, t2]).toEqual(['DOWN', 'UP', 'UP']);
    expect(seconds).toBeLessThanOrEqual(BUDGET.writer);
  });

  test.each(services)('loses nothing of %s with a reader', (service) => {
    const courses = readersOf(model).map((id) => courseOf(lose(model, id), service));
    expect(new Set(courses.map(String))).toEqual(new Set(['UP,UP,UP,0']));
  });

  test.each(services)('is up for %s without any zone, after its budget at most', (service) => {
    const courses = zones.map((zone) => ({ zone, course: courseOf(lose(model, zone), service) }));
    expect(courses.filter(({ course }) => course[1] !== 'UP' || Number(course[3]) > BUDGET.zone)).toEqual([]);
    expect(courses.find(({ zone }) => zone === WRITER_ZONE[site])?.course[0]).toBe('DOWN');
    expect(courses.every(({ zone, course }) => zone === WRITER_ZONE[site] || /^PARTIAL/.test(String(course[0])))).toBe(
      true,
    );
  });

  test.each(services)('loses what passes a zone of %s that is cut off, until operators act', (service) => {
    // Twice a node is chosen without regard to who can reach it: by CloudFront, and by web servers.
    const share = `PARTIAL ${String(Math.round(100 * (1 - (1 - 1 / zones.length) ** 2)))} %`;
    const courses = zones.map((zone) => courseOf(lose(model, zone, 'cut-off'), service));
    expect(courses.map(([, t1, t2]) => [t1, t2])).toEqual(
      zones.map((zone) => [zone === WRITER_ZONE[site] ? 'DOWN' : share, 'UP']),
    );
  });

  test('is up as soon as operators have acted on a zone that is cut off', () => {
    const all = zones.flatMap((zone) => lose(model, zone, 'cut-off').services);
    expect(new Set(all.map(({ manualRecoverySeconds }) => manualRecoverySeconds))).toEqual(
      new Set([referenceSite(site).operations.runbookSeconds]),
    );
  });

  test('does not need the control plane of any service', () => {
    const planes = model.groups.filter(({ kind }) => kind === 'control-plane').map(({ id }) => id);
    const lost = planes.filter((id) =>
      evaluator.evaluate({ first: [{ group: id, mode: 'lost' }] }).services.some(({ t0 }) => t0.state !== 'UP'),
    );
    expect([planes.length > 5, lost]).toEqual([true, []]);
  });

  test('notices the loss of a server, of the writer and of the Region', () => {
    const groups = [`${slotOf(model)}`, writerOf(model), regionOf(model)];
    expect(groups.filter((id) => lose(model, id).seen.size === 0)).toEqual([]);
  });

  test('says of everything in its network whether it matters', () => {
    const elements = findings.filter(({ code }) => code === 'NOT_REACHED').map(({ resource }) => resource?.type);
    expect(elements).toContain('AWS::EC2::VPCEndpoint');
    // Where servers may call somebody outside, requests need the way there.
    expect(elements.includes('AWS::EC2::NatGateway')).toBe(
      Object.values(referenceSite(site).network.egressDomains).every((names) => names.length === 0),
    );
    expect(findings.filter(({ code }) => ['CIRCULAR', 'NOT_MODELLED', 'NOT_PROVED'].includes(code))).toEqual([]);
  });
});

/** Zones in which the site has servers. */
function zonesOf({ parts }: FailureModel): readonly string[] {
  return [...new Set(parts.filter(({ id }) => /ServersASG\w+#/.test(id)).flatMap(({ zone }) => zone ?? []))].sort();
}

function slotOf({ parts }: FailureModel): string {
  return parts.find(({ id }) => /ServersASG\w+#/.test(id))?.id ?? '';
}

function membersOf({ pools }: FailureModel): readonly string[] {
  return pools.find(({ id }) => id.endsWith('#writer'))?.members.map(({ part }) => part) ?? [];
}

function writerOf(model: FailureModel): string {
  return membersOf(model)[0] ?? '';
}

function readersOf(model: FailureModel): readonly string[] {
  return membersOf(model).slice(1);
}

function regionOf({ groups }: FailureModel): string {
  return (
    groups.find(({ kind, includes = [] }) => kind === 'region' && includes.some((id) => /^ap-\w+-\d[a-z]$/.test(id)))
      ?.id ?? ''
  );
}
