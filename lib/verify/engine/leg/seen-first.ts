import { and, andInto, andNot, orInto } from '../../address';
import type { Flow } from '../guards/firewall-guard';
import { oneOfPasses, type Pass } from '../pass';
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

/** Packets whose answers the firewalls on the way back let pass. */
export function letBack(env: Env, arrival: State, back: State, ports: readonly number[]): Pass {
  let { may, must } = env.everything;
  for (const [endpoint, seen] of back.flows ?? []) {
    const { policy } = endpoint.firewall;
    const flows = seen.flatMap(({ source, destination }) =>
      ports.map((port) => ({ source: destination, destination: source, port })),
    );
    const each = (find: (flow: Flow) => Pass) => oneOfPasses(env.spaces.services, flows.map(find), true);
    const undropped = each((flow) => env.firewalls.undropped(policy, flow));
    may = and(may, undropped.may);
    must = and(must, undropped.must);
    const named = arrival.named?.get(endpoint);
    if (named !== undefined) {
      // Of a connection that a rule let pass by name all answers pass, else those that no rule drops.
      const [handed, kept] = [
        each((flow) => env.firewalls.handed(policy, flow, true)),
        each((flow) => env.firewalls.answered(policy, flow)),
      ];
      may = andNot(may, andNot(andNot(handed.must, kept.may), named.may));
      must = andNot(must, andNot(andNot(handed.may, kept.must), named.must));
    }
  }
  return { may, must };
}

/** Packets whose answers no stateful rules see that did not see the packet. */
export function seenFirst(env: Env, arrival: State, back: State, ports: readonly number[]): Pass {
  let { may, must } = env.everything;
  for (const [endpoint, seen] of back.flows ?? []) {
    const first = arrival.handed?.get(endpoint);
    if (first !== undefined) {
      const passes = seen.flatMap(({ source, destination }) =>
        ports.map((port) =>
          env.firewalls.handed(endpoint.firewall.policy, { source: destination, destination: source, port }, true),
        ),
      );
      const answers = oneOfPasses(env.spaces.services, passes, true);
      may = andNot(may, andNot(answers.must, first.may));
      must = andNot(must, andNot(answers.may, first.must));
    }
  }
  return { may, must };
}
