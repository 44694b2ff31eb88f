import type { Vantage } from '../../../../lambda/shared/failover/ports';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, LOST, member, SILENT, vantage, vantages, ZONES } from './stage';
import { see, mute, BUSY, REFUSED, READER } from './assessing';

describe('a lost writer', () => {
  const NONE = cluster({ 'm-a': { isWriter: false, readiness: 'broken' } });

  test.each([
    ['broken', LOST, 'is the writer and not available'],
    ['called by nobody', NONE, 'no member is the writer, and this was the last'],
  ])('that is %s needs both planes', (_how, view, detail) => {
    expect(see(view, vantages(undefined))).toMatchObject({
      event: 'writerMissing',
      lost: { instanceId: 'm-a', availabilityZone: 'a' },
      reasons: [{ code: 'WriterMissing', subject: 'm-a', detail }],
      isWithoutWriter: true,
    });
  });

  test('is lost whatever the probe of its own zone does not say', () => {
    const seen = see(LOST, mute(['a'], undefined));
    expect(seen.event).toBe('writerMissing');
    expect(seen.told).toStrictEqual(['WriterMissing m-a', 'ProbeUnknown probe of a']);
  });

  test('is not lost to one zone beside its own', () => {
    const seen = see(LOST, mute(['c'], undefined));
    expect(seen).toMatchObject({ event: 'unknown', isWithoutWriter: true });
    expect(seen.told).toStrictEqual(['WriterMissing m-a', 'QuorumMissing probes', 'ProbeUnknown probe of c']);
    expect(seen.reasons[1]?.detail).toBe('1 outside a agree, 2 have to');
    expect(seen.lost).toBeUndefined();
  });

  test('is not lost to a site of two zones', () => {
    const two = { availabilityZones: ['a', 'b'] };
    expect(see(LOST, vantages(undefined).slice(0, 2), two)).toMatchObject({ event: 'unknown' });
  });

  test.each([
    ['at the endpoint of the cluster', { writerEndpoint: known(BUSY) }, 'ServerBusy'],
    ['at the endpoint of the cluster', { writerEndpoint: known(REFUSED) }, 'ServerRefuses'],
    ['at the endpoint of the cluster', { writerEndpoint: known(READER) }, 'ServerAnswers'],
    ['at its own endpoint', { instances: { 'm-a': BUSY, 'm-b': READER } }, 'ServerBusy'],
    ['at its own endpoint', { instances: { 'm-a': REFUSED, 'm-b': READER } }, 'ServerRefuses'],
    ['at its own endpoint', { instances: { 'm-a': READER, 'm-b': READER } }, 'ServerAnswers'],
  ] as const)('is contradicted by whatever answers %s, from its own zone or another: %j', (_where, changes, code) => {
    for (const zone of ['a', 'b']) {
      const probes = ZONES.map((name) => vantage(name, undefined, name === zone ? changes : {}));
      const seen = see(LOST, probes);
      expect(seen).toMatchObject({ event: 'contradictory', isWithoutWriter: true });
      expect(seen.told).toStrictEqual(['WriterMissing m-a', `${code} probe of ${zone}`]);
    }
  });

  test.each([
    { writerEndpoint: known({ kind: 'writer' } as const) },
    { instances: { 'm-a': SILENT, 'm-b': { kind: 'writer' }, 'm-c': READER } as const },
  ])('is contradicted by any writer that answers: %j', (changes) => {
    const probes = ZONES.map((name) => vantage(name, undefined, name === 'c' ? changes : {}));
    expect(see(LOST, probes).told).toStrictEqual(['WriterMissing m-a', 'WriterSeen probe of c']);
  });

  test('is not contradicted by readers that are busy', () => {
    const probes = ZONES.map((name) => vantage(name, undefined, { instances: { 'm-a': SILENT, 'm-b': BUSY } }));
    expect(see(LOST, probes).event).toBe('writerMissing');
  });

  test('does not count probes to which nothing answers', () => {
    const instances = { 'm-a': SILENT, 'm-b': SILENT, 'm-c': SILENT };
    const blind = (zone: string): Vantage => vantage(zone, undefined, { instances });
    expect(see(LOST, [blind('a'), vantage('b', undefined), vantage('c', undefined)]).event).toBe('writerMissing');
    const one = see(LOST, [vantage('a', undefined), blind('b'), vantage('c', undefined)]);
    expect(one.told).toStrictEqual(['WriterMissing m-a', 'CommonCause probes']);
    expect(one.reasons[1]?.detail).toBe('no instance at all answers: what is lost is the way there, not the writer');
  });

  test.each([
    ['the endpoint of the cluster', { writerEndpoint: unknown('Timeout', 'no answer') }],
    ['the instance', { instances: { 'm-b': READER } }],
  ] as const)('does not count probes that say nothing of %s', (_what, changes) => {
    const probes = [vantage('a', undefined), vantage('b', undefined), vantage('c', undefined, changes)];
    expect(see(LOST, probes).told).toContain('QuorumMissing probes');
  });

  test('is in the zone it was last seen in when RDS no longer says', () => {
    const gone = { ...NONE, members: NONE.members.slice(1) };
    expect(see(gone, vantages(undefined))).toMatchObject({
      event: 'writerMissing',
      lost: { instanceId: 'm-a', availabilityZone: 'a' },
    });
    const unlisted = cluster({ 'm-a': { isWriter: true, readiness: 'broken', availabilityZone: undefined } });
    expect(see(unlisted, vantages(undefined)).lost).toStrictEqual({ instanceId: 'm-a', availabilityZone: 'a' });
  });

  test('in a zone nobody knows is not acted on', () => {
    const unlisted = cluster({ 'm-a': { isWriter: true, readiness: 'broken', availabilityZone: undefined } });
    const seen = see(unlisted, vantages(undefined), { sighting: { instanceId: 'm-a', at: 0 } });
    expect(seen).toMatchObject({ event: 'unknown', isWithoutWriter: true });
    expect(seen.told).toStrictEqual(['WriterMissing m-a', 'WriterZoneUnknown m-a']);
    expect(see(unlisted, vantages(undefined), { sighting: undefined }).told).toContain('WriterZoneUnknown m-a');
  });

  test('that was never seen is not acted on', () => {
    expect(see(NONE, vantages(undefined), { sighting: undefined })).toMatchObject({
      event: 'unknown',
      isWithoutWriter: true,
      reasons: [{ code: 'WriterNeverSeen', subject: 'writer' }],
    });
  });

  test.each(['busy', 'broken', 'unclear'] as const)('is not acted on when every reader is %s', (readiness) => {
    const view = cluster({ 'm-a': { readiness: 'broken' }, 'm-b': { readiness }, 'm-c': { readiness } });
    const seen = see(view, vantages(undefined));
    expect(seen).toMatchObject({ event: 'unknown', isWithoutWriter: true });
    expect(seen.told).toStrictEqual(['WriterMissing m-a', 'NoReader readers']);
  });

  test('is acted on when one reader is available', () => {
    const view = cluster({ 'm-a': { readiness: 'broken' }, 'm-b': { readiness: 'busy' } });
    expect(see(view, vantages(undefined)).event).toBe('writerMissing');
  });

  test('that is called the writer and was not before was moved first', () => {
    const view = cluster({ 'm-a': { isWriter: false }, 'm-b': { isWriter: true, readiness: 'broken' } });
    expect(see(view, vantages(undefined)).event).toBe('nativeFailover');
  });
});

describe('vantages', () => {
  test('of zones nobody expects count for nothing', () => {
    const strangers = [vantage('x', undefined), vantage('y', undefined), vantage('b', undefined)];
    const seen = see(LOST, strangers);
    expect(seen.told).toStrictEqual([
      'WriterMissing m-a',
      'QuorumMissing probes',
      'ProbeUnknown probe of a',
      'ProbeUnknown probe of c',
    ]);
    expect(seen.reasons[2]).toMatchObject({ detail: 'no answer of it', unknownCode: 'Incomplete' });
  });

  test('that answer twice for a zone count for nothing', () => {
    const twice = [vantage('a', undefined), vantage('b', undefined), vantage('b', undefined), vantage('c', undefined)];
    const seen = see(LOST, twice);
    expect(seen.told).toStrictEqual(['WriterMissing m-a', 'QuorumMissing probes', 'ProbeUnknown probe of b']);
    expect(seen.reasons[2]?.detail).toBe('more than one answer of it');
  });
});

test('a cluster of which no member is listed at all is not acted on', () => {
  const view = { ...cluster(), members: [member('m-a', { isWriter: true, readiness: 'broken' })] };
  expect(see(view, vantages(undefined)).told).toStrictEqual(['WriterMissing m-a', 'NoReader readers']);
});
