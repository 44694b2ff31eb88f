import type { Balancer, Listener, TargetGroup } from './net/balancer';
import type { Interface } from './net/network';
import { both } from './net/truth';
import { chain } from './chain';
import type { Place } from './places';
import { addressesFrom, sentTo, type Case, type Question, type Start } from './question';
import { interfacesOf } from './walk/balanced';
import type { World } from './world';

/**
 * Packets that reach an interface through a network load balancer that keeps the address of the client: to both ends that
 * is one connection.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 * read 2026-11-26
 */
export function casesThroughBalancers(world: World, question: Question, from: Start, to: Place): readonly Case[] {
  if (to.kind !== 'interfaces') {
    return [];
  }
  return [...world.balancers.values()]
    .filter(({ kind }) => kind === 'network')
    .flatMap((balancer) =>
      balancer.listeners.flatMap((listener) =>
        meant(listener, question, to.interfaces).flatMap((target) =>
          throughListener(world, question, from, { balancer, listener, target }),
        ),
      ),
    );
}

interface Way {
  readonly balancer: Balancer;
  readonly listener: Listener;
  readonly target: Interface;
}

/** Interfaces that a listener sends to at the port of a question. */
function meant(listener: Listener, question: Question, wanted: readonly Interface[]): readonly Interface[] {
  const found = (group: TargetGroup): readonly Interface[] =>
    group.targets
      .flatMap(interfacesOf)
      .filter(({ to, port }) => wanted.includes(to) && (port ?? group.port) === question.port)
      .map(({ to }) => to);
  return listener.groups.filter(({ keepsClient }) => keepsClient !== 'no').flatMap(found);
}

function throughListener(world: World, question: Question, from: Start, way: Way): readonly Case[] {
  const { balancer, listener, target } = way;
  const aims = balancer.nodes
    .flatMap((node) => addressesFrom(from.origin, node))
    .filter(({ family }) => from.source === undefined || from.source.family === family);
  return aims.flatMap((address) => {
    const first = chain(world, sentTo(question, from, address, listener.port), 1);
    return first.then
      .filter(({ packet }) => packet.source.value === first.packet.source.value)
      .filter(({ packet }) => packet.destination.value === target.v4?.value)
      .map((second): Case => ({
        what: `${question.from} to ${target.id} through ${balancer.name}`,
        delivers: both(first.delivers, second.delivers),
        session: both(first.session, second.session),
        rule: first.delivers === 'yes' ? second.rule : first.rule,
      }));
  });
}
