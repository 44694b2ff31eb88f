import type {
  Delay,
  FailureModel,
  FateGroup,
  Member,
  Need,
  Part,
  Pool,
  Reaction,
} from '../../lib/failures/model/types';

/** A delay of one bounded piece. */
export function seconds(count: number, name = 'wait'): Delay {
  return [{ name, seconds: count, basis: 'bound', source: 'test' }];
}

export function after(count: number, planes: readonly string[] = []): Reaction {
  return { rule: 'TEST-01', delay: seconds(count), planes };
}

/** A model with what a test names, and nothing else. */
export function modelOf(parts: Partial<FailureModel>): FailureModel {
  return { groups: [], parts: [], pools: [], services: [], manual: [], detectors: [], ...parts };
}

export function group(id: string, includes: readonly string[] = []): FateGroup {
  return { id, kind: 'part', label: id, includes };
}

export function part(id: string, fate: readonly string[], zone?: string): Part {
  return { id, label: id, fate, ...(zone === undefined ? {} : { zone }) };
}

/** A member that bears the name of its part. */
export function member(id: string, needs: readonly Need[] = [], more: Partial<Member> = {}): Member {
  return { id, part: id, needs, perSecond: 'unlimited', ...more };
}

export function pool(id: string, choice: Pool['choice'], members: readonly Member[], more: Partial<Pool> = {}): Pool {
  return { id, label: id, choice, members, ...more };
}

export function oneOf(id: string): Need {
  return { kind: 'pool', pool: id };
}

export function all(...parts: readonly string[]): Need {
  return { kind: 'parts', parts, atLeast: parts.length };
}
