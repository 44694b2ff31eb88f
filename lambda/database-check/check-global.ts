import { merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Metrics } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { DATABASE_METRICS, type ExpectedGlobalDatabase } from './contract';
import type { GlobalMember, GlobalObservation } from './observation';

const NOT_READ: GlobalObservation = { database: unknown('Incomplete', 'it was not read'), lags: {} };

/** Whether every other Region holds a secondary cluster that follows the primary one. */
export function checkGlobalDatabase(
  { identifier, secondaryRegions }: ExpectedGlobalDatabase,
  { database, lags }: GlobalObservation = NOT_READ,
): Conclusion {
  if (database.kind === 'unknown') {
    return openQuestion('global database', 'redundancy', database);
  }
  if (database.value === 'absent') {
    return {
      ...found('GlobalDatabaseMissing', 'global database', `there is no global database ${identifier}`),
      metrics: { [DATABASE_METRICS.secondaryFaults]: secondaryRegions.length },
    };
  }
  const members = database.value;
  const secondaries = members.filter(({ isWriter }) => !isWriter);
  const missing = secondaryRegions.filter((region) => !members.some((member) => member.region === region));
  const states = merge([
    ...missing.map((region) => found('SecondaryMissing', region, 'the global database has no cluster here')),
    ...secondaries.map(checkSynchronization),
  ]);
  return merge([
    checkPrimary(members),
    states,
    {
      ...NOTHING,
      // A fault that is known must raise an alarm whatever else is unknown.
      metrics: metricUnless(
        states.findings.length === 0 && states.questions.length > 0,
        DATABASE_METRICS.secondaryFaults,
        () => states.findings.length,
      ),
    },
    checkLags(secondaries, lags),
  ]);
}

/** Two primary clusters are a contradiction, not a fact; none is the case while the primary moves. */
function checkPrimary(members: readonly GlobalMember[]): Conclusion {
  const regions = members.filter(({ isWriter }) => isWriter).map(({ region }) => region);
  if (regions.length > 1) {
    const reason = `the clusters in ${[...regions].sort().join(' and ')} both say they are the primary one`;
    return openQuestion('primary cluster', 'service', unknown('Contradictory', reason));
  }
  const [region] = regions;
  return region === undefined
    ? openQuestion('primary cluster', 'service', unknown('Incomplete', 'no cluster says it is the primary one'))
    : { ...NOTHING, notes: [`the primary cluster is in ${region}`] };
}

function checkSynchronization({ region, synchronization }: GlobalMember): Conclusion {
  if (synchronization === 'pending-resync') {
    return found('SecondaryNotSynchronized', region, 'the cluster no longer follows the primary one: pending-resync');
  }
  if (synchronization === 'connected') {
    return NOTHING;
  }
  const reason = synchronization === undefined ? 'RDS does not say' : `what ${synchronization} means is not known`;
  return openQuestion(`synchronization of ${region}`, 'redundancy', unknown('Incomplete', reason));
}

function checkLags(secondaries: readonly GlobalMember[], lags: GlobalObservation['lags']): Conclusion {
  const observed = secondaries.map(({ region }) => ({ region, lag: lags[region] ?? unread() }));
  const values = observed.flatMap(({ lag }) => (lag.kind === 'known' ? [lag.value] : []));
  return {
    ...merge(
      observed.map(({ region, lag }) =>
        lag.kind === 'unknown' ? openQuestion(`lag of ${region}`, 'redundancy', lag) : NOTHING,
      ),
    ),
    metrics: greatest(values, values.length < observed.length),
  };
}

function greatest(values: readonly number[], isOpen: boolean): Metrics {
  return metricUnless(values.length === 0 || isOpen, DATABASE_METRICS.globalLag, () => Math.max(...values));
}

function unread(): Observed<number> {
  return unknown('Incomplete', 'it was not read');
}

function found(code: string, subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [{ code, effect: 'redundancy', subject, detail }] };
}
