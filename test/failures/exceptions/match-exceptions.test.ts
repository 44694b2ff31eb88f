import {
  exceptionFaults,
  matchExceptions,
  type ExceptedState,
  type JudgedRow,
  type ReviewedException,
} from '../../../lib/failures';
import { formatFault } from '../../../lib/errors';

type States = Readonly<Record<string, Readonly<Record<string, JudgedRow['t1']['state']>>>>;

/** States at t1 by scenario and service. */
const STATES: States = {
  server: { GET: 'UP', POST: 'UP' },
  Region: { GET: 'DOWN', POST: 'DOWN' },
  'Region, on-sale window': { GET: 'DOWN', POST: 'DOWN' },
  'gateway/a': { GET: 'UP', POST: 'PARTIAL' },
  'gateway/b': { GET: 'UP', POST: 'PARTIAL' },
};

const rows = (states: States = STATES): readonly JudgedRow[] =>
  Object.entries(states).flatMap(([scenario, all]) =>
    Object.entries(all).map(([service, state]) => ({ scenario, service, t1: { state } })),
  );

const exception = (
  scenarios: readonly string[],
  state: ExceptedState,
  services?: readonly string[],
): ReviewedException => ({
  at: `file ${scenarios.join()}`,
  scenarios,
  state,
  ...(services === undefined ? {} : { services }),
  reason: 'reviewed',
  procedure: { nothing: 'nothing' },
  owner: 'owner',
});

const REGION = exception(['Region', 'Region, *'], 'DOWN');
const GATEWAYS = exception(['gateway/*'], 'PARTIAL', ['POST']);

const faultsOf = (exceptions: readonly ReviewedException[], states?: States): readonly string[] =>
  exceptionFaults(matchExceptions(rows(states), exceptions)).map(formatFault);

test('finds nothing when everything that is not up is explained, and nothing else', () => {
  const found = matchExceptions(rows(), [REGION, GATEWAYS]);
  expect([found.unlisted, found.idle]).toEqual([[], []]);
  expect([...found.explained].map(([{ scenario, service }, { at }]) => `${scenario} ${service} ${at}`)).toEqual([
    'Region GET file Region,Region, *',
    'Region POST file Region,Region, *',
    'Region, on-sale window GET file Region,Region, *',
    'Region, on-sale window POST file Region,Region, *',
    'gateway/a POST file gateway/*',
    'gateway/b POST file gateway/*',
  ]);
});

test('tells each scenario that is not explained once', () => {
  expect(faultsOf([GATEWAYS])).toEqual([
    'Region: must leave every service up, or be explained in the exceptions file, got GET DOWN, POST DOWN; make the site survive it, or write an exception with its reason, procedure and owner [ExceptionMissing]',
    'Region, on-sale window: must leave every service up, or be explained in the exceptions file, got GET DOWN, POST DOWN; make the site survive it, or write an exception with its reason, procedure and owner [ExceptionMissing]',
  ]);
});

test('a name without a star is the whole name', () => {
  expect(matchExceptions(rows(), [exception(['Region'], 'DOWN'), GATEWAYS]).unlisted).toHaveLength(2);
});

test('an undetermined state is not up', () => {
  const states: States = { tunnel: { GET: 'UNDETERMINED' } };
  expect(faultsOf([], states)).toHaveLength(1);
  expect(faultsOf([exception(['tunnel'], 'UNDETERMINED')], states)).toEqual([]);
  expect(faultsOf([exception(['tunnel'], 'DOWN')], states)).toHaveLength(2);
});

test.each<[string, ReviewedException, string]>([
  [
    'a scenario that there is not',
    exception(['region'], 'DOWN'),
    "file region: must name scenarios that there are, got 'region'; remove it, or write the name as the matrix shows it [ExceptionIdle]",
  ],
  [
    'one star of two that names nothing',
    exception(['gateway/z*'], 'PARTIAL', ['POST']),
    "file gateway/z*: must name scenarios that there are, got 'gateway/z*'; remove it, or write the name as the matrix shows it [ExceptionIdle]",
  ],
  [
    'a service that there is not',
    exception(['server'], 'DOWN', ['PUT']),
    "file server: must name services that there are, got 'PUT'; remove it, or write the id as the matrix shows it [ExceptionIdle]",
  ],
  [
    'what is up',
    exception(['server'], 'DOWN'),
    "file server: must be true of every scenario that 'server' names: DOWN, got server: GET UP, POST UP; remove it, name fewer scenarios, or write the state that they are in [ExceptionIdle]",
  ],
  [
    'more than is not up',
    exception(['s*'], 'DOWN', ['GET']),
    "file s*: must be true of every scenario that 's*' names: DOWN, got server: GET UP; remove it, name fewer scenarios, or write the state that they are in [ExceptionIdle]",
  ],
  [
    'what another one explains',
    exception(['gateway/b'], 'PARTIAL', ['POST']),
    "file gateway/b: must explain what no other exception does: 'gateway/b', got gateway/b as file gateway/* does; remove one of the two [ExceptionRepeated]",
  ],
])('an exception may not name %s', (_, added, message) => {
  expect(faultsOf([REGION, GATEWAYS, added])).toEqual([message]);
});

test('an exception with another state explains nothing', () => {
  const { unlisted, idle } = matchExceptions(rows(), [REGION, exception(['gateway/*'], 'DOWN', ['POST'])]);
  expect([unlisted.map(({ scenario }) => scenario), idle.map(({ kind }) => kind)]).toEqual([
    ['gateway/a', 'gateway/b'],
    ['other-state'],
  ]);
});

test('an exception that leaves a service out does not explain it', () => {
  expect(
    matchExceptions(rows(), [{ ...REGION, services: ['GET'] }, GATEWAYS]).unlisted.map(({ service }) => service),
  ).toEqual(['POST', 'POST']);
});
