import { or } from '../../address';
import type { Party } from '../types';
import { bothPass } from '../pass';
import { into } from '../walk/steps';
import type { Env } from './env';
import { travel } from './forward';
import type { Summary } from './summary';
import type { Stage } from './stage';

/**
 * What CloudFront gets through a VPC origin: its interfaces stand in the VPC, so no route is asked.
 *
 * How network ACLs see these packets is not documented, so they are asked only for what surely passes; and a rule that
 * names a group may be about CloudFront's own.
 */
export function edgeStages(env: Env, to: Party): readonly Stage[] {
  const [source] = env.network.blocks
    .filter((block) => block.kind === 'abstract' && block.id === 'aws:cloudfront-origin-facing')
    .flatMap((block) => env.spaces.addresses.classesOf(block));
  if (to.kind !== 'interface' || source === undefined) {
    return [];
  }
  const receiver = to.interface;
  const remote = { address: source.index, interface: undefined, groups: 'no' } as const;
  const step = into(receiver.subnet, true, ['CF-03']);
  const start = {
    sources: [source.index],
    destination: source.index,
    ports: undefined,
    carrier: undefined,
    isHidden: true,
    nats: [],
    endpoints: [],
    isAbroad: false,
  };
  const [acl] = travel(env, { steps: [step], groups: { in: 'no', out: 'no' } }, start, source.index).stages;
  const own = env.groups.pass(receiver, 'in', remote);
  const ingress = [...receiver.groups.surely, ...receiver.groups.perhaps].flatMap((each) => each.ingress);
  const others = ingress.filter(({ peer }) => peer.kind !== 'list').flatMap(({ services }) => services.may);
  const group: Stage = {
    hop: 'group-in',
    layer: 'group-in',
    origin: receiver.origin,
    says: `into the security groups of ${receiver.origin.label}`,
    pass: { may: or(own.may, env.spaces.services.union(others)), must: own.must },
    rules: ['CF-02', 'SG-03'],
    asked: { kind: 'group', of: receiver, direction: 'in', remote },
  };
  const { receives } = receiver;
  const union = (ranges: Parameters<typeof env.spaces.services.union>[0]) => env.spaces.services.union(ranges);
  const listener: readonly Stage[] =
    receives === 'all' || receives === 'none'
      ? []
      : [
          {
            hop: 'listener',
            layer: 'no-listener',
            origin: receiver.origin,
            says: `listeners of ${receiver.origin.label}`,
            pass: { may: union(receives.may), must: union(receives.must) },
            rules: ['LB-01'],
          },
        ];
  return [...(acl === undefined ? [] : [acl]), group, ...listener];
}

/** What surely and what perhaps passes a VPC origin. */
export function edgeSummary(env: Env, to: Party): Summary {
  const stages = edgeStages(env, to);
  const pass =
    stages.length === 0 ? env.nothing : stages.reduce((joined, stage) => bothPass(joined, stage.pass), env.everything);
  const isSure =
    to.kind === 'interface' && to.interface.exists === 'yes' && to.interface.subnet.vpc.internetGateway === 'yes';
  const must = isSure ? pass.must : env.nothing.must;
  return { mayAny: pass.may, mustAny: must, mayAll: pass.may, mustAll: must };
}
