import type { DrillFault, DrillSite, Wave } from '../drill';
import type { BesideFault, MeasuredFault, PlayedAlarmName } from './compare-rows';
import type { ModelGround } from './ground';
import { playedScenario } from './played-scenarios';
import type { predictor } from './predicted';

/** What tells of the faults of a wave. */
export interface BesideOptions {
  readonly ground: ModelGround;
  readonly site: DrillSite;
  readonly waves: readonly Wave[];
  readonly alarms: readonly PlayedAlarmName[];
  readonly predict: ReturnType<typeof predictor>;
}

/** Faults that are at work together with one and concern the same function, with the alarms that speak of them. */
export function besideOf({ id, check }: MeasuredFault, options: BesideOptions): readonly BesideFault[] {
  const wave = options.waves.find(({ faults }) => faults.some((fault) => fault.id === id));
  return (wave?.faults ?? [])
    .filter((fault) => fault.id !== id && fault.check === check && fault.applies(options.site) === true)
    .map((fault) => ({ id: fault.id, alarms: alarmsOf(fault, options) }));
}

/** What the matrix says goes off because of a fault, what it is known to set off beside that, and what the drill waits for. */
function alarmsOf(fault: DrillFault, { ground, site, alarms, predict }: BesideOptions): readonly string[] {
  const played = playedScenario(fault.id);
  const failing = played !== undefined && 'scenario' in played ? played.scenario(ground) : [];
  const seen = failing.length === 0 ? [] : predict(failing).seen.map(({ detector }) => detector);
  const awaited = typeof fault.alarm === 'function' ? fault.alarm(site) : fault.alarm;
  return [
    ...alarms.filter(({ key }) => seen.includes(key)).map(({ name }) => name),
    ...(played !== undefined && 'scenario' in played ? (played.beyond ?? []) : []).map(({ alarm }) => alarm),
    ...(awaited === undefined ? [] : [awaited]),
  ];
}
