import {
  countBits,
  describeAtom,
  firstOf,
  hasBit,
  membersOf,
  type Bits,
  type ServiceAtom,
  type ServiceSpace,
} from '../address';
import type { Origin } from '../network/types';
import { matchesRemote } from './guards/match';
import { rulesOfGroups } from './guards/group-guard';
import type { Env } from './leg/env';
import type { End } from './leg/ends';
import type { Stage } from './leg/stage';
import type { Hop, Packet, Party } from './types';

/** The hops of a packet of one atom. */
export function hopsOf(env: Env, stages: readonly Stage[], atom: number): readonly Hop[] {
  return stages.map((stage) => {
    const decision = hasBit(stage.pass.must, atom) ? 'passes' : hasBit(stage.pass.may, atom) ? 'unknown' : 'blocks';
    const rule = stage.rule ?? ruleOf(env, stage, atom);
    return {
      kind: stage.hop,
      origin: stage.origin,
      says: stage.says,
      decision,
      ...(rule === undefined ? {} : { rule }),
      rules: stage.rules,
    };
  });
}

/** The rule of the template that lets an atom pass, or stops it. */
function ruleOf(env: Env, { asked }: Stage, atom: number): Origin | undefined {
  if (asked === undefined) {
    return undefined;
  }
  const { spaces } = env;
  const has = (bits: Bits) => hasBit(bits, atom);
  switch (asked.kind) {
    case 'group':
      return rulesOfGroups(asked.of, asked.direction).find(
        (rule) =>
          matchesRemote(spaces.addresses, rule.peer, asked.remote) !== 'no' &&
          has(spaces.services.union(rule.services.may)),
      )?.origin;
    case 'acl': {
      const [acl] = asked.subnet.acl.options;
      const rules = acl === undefined ? [] : asked.direction === 'in' ? acl.ingress : acl.egress;
      return rules.find((rule) => has(env.acls.matches(rule, asked.address).may))?.origin;
    }
    case 'firewall': {
      const [policy] = asked.endpoint.firewall.policy.options;
      const rules = policy === undefined ? [] : [...policy.stateless, ...policy.stateful];
      return asked.isAnswer
        ? undefined
        : rules.find((rule) => has(env.firewalls.matches(rule, asked.flow).may))?.origin;
    }
  }
}

/** One concrete packet. */
export function packetOf(
  env: Env,
  from: Party,
  source: End,
  destination: End,
  written: number | undefined,
  atom: number,
  port: number | undefined,
): Packet {
  const found: ServiceAtom = env.spaces.services.atoms[atom] ?? { index: atom, protocol: undefined };
  const address = (index: number) => env.spaces.addresses.at(index).representative;
  const ports =
    found.ports === undefined ? {} : { sourcePort: sourcePort(env, port), destinationPort: usualPort(found.ports) };
  return {
    source: from.kind === 'internet' && from.address !== undefined ? from.address : address(source.address),
    destination: address(written ?? destination.address),
    protocol: found.protocol ?? unnamedProtocol(env),
    ...ports,
    ...(found.icmp === undefined
      ? {}
      : { icmpType: found.icmp.type ?? unnamedType(env, found), icmpCode: found.icmp.code ?? 0 }),
  };
}

/** Ports that readers know, when they are in the range. */
export function usualPort({ from, to }: { readonly from: number; readonly to: number }): number {
  return [443, 80, 22, 3306, 5432].find((port) => from <= port && port <= to) ?? from;
}

function sourcePort(env: Env, port: number | undefined): number {
  const range =
    port === undefined ? { from: 50000, to: 50000 } : (env.spaces.ports[port] ?? { from: 50000, to: 50000 });
  return range.from <= 50000 && 50000 <= range.to ? 50000 : range.from;
}

function unnamedProtocol(env: Env): number {
  const named = new Set(env.spaces.services.atoms.map(({ protocol }) => protocol));
  return Array.from({ length: 256 }, (_, index) => 255 - index).find((number) => !named.has(number)) ?? 255;
}

function unnamedType(env: Env, { protocol }: ServiceAtom): number {
  const named = new Set(
    env.spaces.services.atoms.flatMap((atom) => (atom.protocol === protocol ? [atom.icmp?.type] : [])),
  );
  return Array.from({ length: 256 }, (_, index) => index).find((number) => !named.has(number)) ?? 255;
}

/** Services of a set in words, neighbouring ports together. */
export function describeServices({ atoms }: Pick<ServiceSpace, 'atoms'>, bits: Bits): readonly string[] {
  if (countBits(bits) === atoms.length) {
    return ['all'];
  }
  const merged: ServiceAtom[] = [];
  for (const atom of membersOf(bits).flatMap((index) => atoms[index] ?? [])) {
    const last = merged.at(-1);
    if (
      last?.ports !== undefined &&
      atom.ports !== undefined &&
      last.protocol === atom.protocol &&
      last.ports.to + 1 === atom.ports.from
    ) {
      merged[merged.length - 1] = { ...last, ports: { from: last.ports.from, to: atom.ports.to } };
    } else {
      merged.push(atom);
    }
  }
  return merged.map((atom) => describeAtom(atom).replace(/\/0-65535$/, ''));
}

/** The atom that stands for a set in a witness: TCP first, on a port that readers know. */
export function chosenAtom(env: Env, bits: Bits): number | undefined {
  const known = env.spaces.services.atoms.find(
    ({ index, ports, protocol }) =>
      protocol === 6 &&
      ports !== undefined &&
      hasBit(bits, index) &&
      [443, 80, 22].some((port) => ports.from <= port && port <= ports.to),
  );
  return known?.index ?? firstOf(bits);
}
