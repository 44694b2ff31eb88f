import { targetOf, type TemplateResource, type Value } from '../../../../template';
import { blockKey, familyOf, type Block, type Certainty, type PortRange } from '../../../address';
import type { GroupSet, Interface, InterfaceAddress, InterfaceKind, Origin, Subnet } from '../../types';
import type { BuildContext, Draft } from '../context';
import { publicBlock } from '../../public-block';
import { blockOf } from '../read-blocks';

/**
 * Ports of clients of AWS's own services and of functions.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html "Ephemeral ports", read 2026-11-25
 */
export const SERVICE_PORTS = { may: { from: 1024, to: 65535 }, must: { from: 1024, to: 65535 } } as const;

/**
 * Ports of servers whose system only the image tells: a process may take any that needs no privilege, so that answers
 * must come back to each of them. Same page: "to cover the different types of clients … open ephemeral ports 1024-65535".
 */
export const SERVER_PORTS: { readonly may: PortRange; readonly must: PortRange } = SERVICE_PORTS;

/**
 * Ports that a server uses, by the parameter of AWS that tells its image.
 *
 * Linux: `ip_local_port_range` of https://docs.kernel.org/networking/ip-sysctl.html; Windows: the page above.
 */
const IMAGE_PORTS: readonly (readonly [RegExp, PortRange])[] = [
  [
    /\/aws\/service\/(ami-amazon-linux-latest|ecs\/optimized-ami\/amazon-linux|eks\/optimized-ami|bottlerocket)/,
    { from: 32768, to: 60999 },
  ],
  [/\/aws\/service\/ami-windows-latest\//, { from: 49152, to: 65535 }],
];

/** Ports that a server with an image may use, and those that it surely uses. */
export function portsOfImage(image: Value): Interface['sourcePorts'] {
  const name = image.kind === 'symbol' ? image.id : '';
  const found = IMAGE_PORTS.find(([pattern]) => pattern.test(name))?.[1];
  return found === undefined ? SERVER_PORTS : { may: found, must: found };
}

export interface InterfaceSpec {
  readonly kind: InterfaceKind;
  readonly origin: Origin;
  readonly subnet: Subnet;
  readonly groups: GroupSet;
  readonly hasIpv6?: Certainty;
  readonly fixed?: readonly Block[];
  readonly isPublic?: Certainty;
  readonly publicBlock?: Block;
  readonly deniesInternet?: Certainty;
  readonly sends?: boolean;
  readonly sendsForClients?: true;
  readonly receives?: Interface['receives'];
  readonly forwards?: Certainty;
  readonly sourcePorts?: Interface['sourcePorts'];
  readonly exists: Certainty;
}

/** Adds an interface with the addresses that its subnet gives it. */
export function makeInterface(
  ctx: BuildContext,
  owner: TemplateResource | undefined,
  spec: InterfaceSpec,
): Draft<Interface> {
  // What stands behind a spread would give each interface a shape of its own, and there are very many.
  const draft: Draft<Interface> = {
    id: ctx.interfaceId(owner, spec.origin, spec.subnet),
    kind: spec.kind,
    origin: spec.origin,
    subnet: spec.subnet,
    groups: spec.groups,
    addresses: addressesOf(spec),
    publicAddress: {
      has: spec.isPublic ?? 'no',
      ...(spec.publicBlock === undefined ? {} : { block: spec.publicBlock }),
    },
    sends: spec.sends ?? true,
    receives: spec.receives ?? 'all',
    forwards: spec.forwards ?? 'no',
    sourcePorts: spec.sourcePorts ?? SERVICE_PORTS,
    exists: spec.exists,
    ...(spec.deniesInternet === undefined ? {} : { deniesInternet: spec.deniesInternet }),
    ...(spec.sendsForClients === undefined ? {} : { sendsForClients: true as const }),
  };
  ctx.addInterface(owner, draft);
  if (draft.publicAddress.has !== 'no' && draft.publicAddress.block === undefined) {
    draft.publicAddress = { has: draft.publicAddress.has, block: givenBlock(ctx, draft) };
  }
  return draft;
}

/** Gives an interface an Elastic IP address. */
export function associateAddress(
  ctx: BuildContext,
  draft: Draft<Interface>,
  address: TemplateResource | undefined,
  exists: Certainty,
): void {
  const block = address === undefined ? givenBlock(ctx, draft) : elasticBlock(ctx, address);
  const has = exists === 'yes' ? 'yes' : draft.publicAddress.has === 'yes' ? 'yes' : 'unknown';
  draft.publicAddress = { has, block };
}

/** The address of an `AWS::EC2::EIP`. */
export function elasticBlock(ctx: BuildContext, address: TemplateResource): Block | undefined {
  return blockOf(ctx, { kind: 'reference', resource: address, attribute: 'Ref' }, 4);
}

/** The `AWS::EC2::EIP` that a value names. */
export function elasticAddress(value: Value): TemplateResource | undefined {
  const target = targetOf(value);
  return target?.type === 'AWS::EC2::EIP' ? target : undefined;
}

function addressesOf(spec: InterfaceSpec): InterfaceAddress[] {
  const fixed = spec.fixed ?? [];
  const all = spec.subnet.blocks.flatMap((block): InterfaceAddress[] => {
    const family = familyOf(block);
    const own = fixed.filter((each) => familyOf(each) === family);
    if (own.length > 0) {
      return own.map((each) => ({ block: each, has: 'yes' }));
    }
    const has = family === 4 ? 'yes' : (spec.hasIpv6 ?? 'no');
    return has === 'no' ? [] : [{ block, has }];
  });
  // A list that has grown keeps room for more.
  return all.slice();
}

/** The address that AWS chooses for an interface. */
export function givenBlock(ctx: BuildContext, draft: Draft<Interface>): Block {
  const block = publicBlock(draft);
  ctx.blocks.set(blockKey(block), block);
  return block;
}
