import { andInto, or, orInto } from '../../address';
import type { AddressMatch, Interface } from '../../network/types';
import { bothPass, oneOfPasses, type Pass } from '../pass';
import type { Party, Relation } from '../types';
import { into, out } from '../walk/steps';
import type { Step } from '../walk/way';
import type { Env } from './env';
import { passOf, travel } from './forward';
import { listenerStages } from './listeners';
import { project } from './seen-first';
import type { Stage, State } from './stage';
import type { Summary } from './summary';

/**
 * What CloudFront gets through a VPC origin: its interfaces stand in the VPC, so no route is asked.
 *
 * How network ACLs see these packets is not documented, so they are asked only for what surely passes; and a rule that
 * names a group may be about CloudFront's own.
 */
export function edgeStages(env: Env, to: Party): readonly Stage[] {
  const source = edgeClass(env);
  if (to.kind !== 'interface' || source === undefined) {
    return [];
  }
  const receiver = to.interface;
  const remote = { address: source, interface: undefined, groups: 'no' } as const;
  const own = env.groups.pass(receiver, 'in', remote);
  const ingress = [...receiver.groups.surely, ...receiver.groups.perhaps].flatMap((each) => each.ingress);
  const others = ingress.filter(({ peer }) => !isOfAws(peer)).flatMap(({ services }) => services.may);
  const group: Stage = {
    hop: 'group-in',
    layer: 'group-in',
    origin: receiver.origin,
    says: `into the security groups of ${receiver.origin.label}`,
    pass: { may: or(own.may, env.spaces.services.union(others)), must: own.must },
    rules: ['CF-02', 'SG-03'],
    asked: { kind: 'group', of: receiver, direction: 'in', remote },
  };
  const step = into(receiver.subnet, true, ['CF-03']);
  return [...border(env, step, receiver, source, false), group, ...listenerStages(env, receiver)];
}

/** Whether a rule names a list that AWS keeps: what it holds is known. */
function isOfAws(peer: AddressMatch): boolean {
  return peer.kind === 'list' && peer.list.wellKnown !== undefined && peer.list.wellKnown !== 'other';
}

/** What the network ACL of an origin lets go back to CloudFront. */
export function edgeAnswerStages(env: Env, to: Party): readonly Stage[] {
  const source = edgeClass(env);
  if (to.kind !== 'interface' || source === undefined) {
    return [];
  }
  const from = { vpc: to.interface.subnet.vpc, subnet: to.interface.subnet, zone: undefined };
  const steps = out(from).map((step) => (step.kind === 'acl' ? { ...step, isAssumed: true, rules: ['CF-03'] } : step));
  const receiver = to.interface;
  return steps.flatMap((step) => border(env, step, receiver, source, true));
}

/** What surely and what perhaps passes a VPC origin, and, where an answer is wanted, comes back to each port. */
export function edgeSummary(env: Env, to: Party, relation: Relation = 'delivers'): Summary {
  const forward = edgePass(env, to);
  if (relation === 'delivers') {
    return { mayAny: forward.may, mustAny: forward.must, mayAll: forward.may, mustAll: forward.must };
  }
  const { services, ports } = env.spaces;
  const [mayAny, mustAny, mayAll, mustAll] = [
    services.none(),
    services.none(),
    services.all.slice(),
    services.all.slice(),
  ];
  const usual = env.spaces.portsIn(CLIENT_PORTS);
  ports.forEach((_, port) => {
    const { may, must } = edgePass(env, to, port);
    orInto(mayAny, may);
    orInto(mustAny, must);
    if (usual.includes(port)) {
      andInto(mayAll, may);
      andInto(mustAll, must);
    }
  });
  return { mayAny, mustAny, mayAll, mustAll };
}

/** Ports from which CloudFront opens connections: it does not say which. */
const CLIENT_PORTS = { from: 1024, to: 65535 };

/** What passes a VPC origin, and, with the port from which it comes, is answered. */
export function edgePass(env: Env, to: Party, port?: number): Pass {
  const stages = edgeStages(env, to);
  if (stages.length === 0) {
    return env.nothing;
  }
  const forward = passOf(env, stages);
  const back = port === undefined ? env.everything : project(env, passOf(env, edgeAnswerStages(env, to)), [port]);
  const { may, must } = bothPass(forward, back);
  return { may, must: to.kind === 'interface' && isSurelyThere(to.interface) ? must : env.nothing.must };
}

/** The VPC of an origin must have an internet gateway, though nothing goes through it. */
function isSurelyThere({ exists, subnet }: Interface): boolean {
  return exists === 'yes' && subnet.vpc.internetGateway === 'yes';
}

/** The class of CloudFront's addresses. */
function edgeClass({ network, spaces }: Env): number | undefined {
  const [found] = network.blocks
    .filter((block) => block.kind === 'abstract' && block.id === 'aws:cloudfront-origin-facing')
    .flatMap((block) => spaces.addresses.classesOf(block));
  return found?.index;
}

/** Past a network ACL, which may see addresses of CloudFront, or those of its interfaces in the subnet. */
function border(env: Env, step: Step, { subnet }: Interface, source: number, isAnswer: boolean): readonly Stage[] {
  const seen = [
    source,
    ...env.privateClasses(
      subnet.blocks.map((block) => ({ block })),
      4,
    ),
  ];
  const all = seen.flatMap((address) => {
    const start: State = {
      sources: [address],
      destination: address,
      ports: undefined,
      carrier: undefined,
      isHidden: true,
      nats: [],
      endpoints: [],
      isAbroad: false,
    };
    return travel(env, { steps: [step], groups: { in: 'no', out: 'no' } }, start, source, isAnswer).stages;
  });
  const pass = oneOfPasses(
    env.spaces.services,
    all.map((stage) => stage.pass),
    true,
  );
  return all.slice(0, 1).map((stage) => ({ ...stage, pass }));
}
