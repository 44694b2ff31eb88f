import { andInto, andNot, orInto } from '../../address';
import type { Pass } from '../pass';
import type { Env } from './env';
import type { State } from './stage';

/** The answer to each packet, for every port to which it may go. */
export function project(env: Env, pass: Pass, ports: readonly number[]): Pass {
  const may = env.spaces.services.none();
  const must = env.spaces.services.all.slice();
  for (const port of ports) {
    orInto(may, env.spaces.answered(pass.may, port));
    andInto(must, env.spaces.answered(pass.must, port));
  }
  return { may, must };
}

/** Packets whose answers no stateful rules see that did not see the packet. */
export function seenFirst(env: Env, arrival: State, back: State, ports: readonly number[]): Pass {
  let { may, must } = env.everything;
  for (const [endpoint, handed] of back.handed ?? []) {
    const first = arrival.handed?.get(endpoint);
    if (first !== undefined) {
      const answers = project(env, handed, ports);
      may = andNot(may, andNot(answers.must, first.may));
      must = andNot(must, andNot(answers.may, first.must));
    }
  }
  return { may, must };
}
