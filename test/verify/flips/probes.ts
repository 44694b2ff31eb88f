import type { TemplateModel } from '../../../lib/template';
import {
  ask,
  buildWorld,
  findPlace,
  send,
  type Address,
  type Interface,
  type Origin,
  type World,
} from '../../../lib/verify/packets';

/** A service that probes are sent on. */
export interface ProbeService {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
}

/** Ports that are tried on every network: administration, databases, DNS, time, and where answers go. */
const WELL_KNOWN: readonly ProbeService[] = [
  ...[22, 80, 443, 1024, 1433, 3306, 3389, 5432, 50000, 65535].map((port) => ({ protocol: 'tcp' as const, port })),
  ...[53, 123, 443, 50000].map((port) => ({ protocol: 'udp' as const, port })),
  { protocol: 'icmp' },
];

/** Some port that clients use. */
const SOURCE_PORT = 50000;

/** The services of a matrix with their neighbours, and those that are tried everywhere. */
export function probeServices(texts: readonly string[]): readonly ProbeService[] {
  const own = texts.flatMap((text) => {
    const [, protocol, port] = /^(tcp|udp)\/(\d+)$/.exec(text) ?? [];
    return protocol === 'tcp' || protocol === 'udp'
      ? [-1, 0, 1].map((step): ProbeService => ({ protocol, port: Number(port) + step }))
      : [];
  });
  const all = [...own, ...WELL_KNOWN];
  return [...new Map(all.map((each) => [`${each.protocol}/${String(each.port ?? '')}`, each])).values()];
}

/** Places between which packets are sent, fixed for a site: interfaces that no rule tells apart are one. */
export interface ProbePlan {
  readonly services: readonly ProbeService[];
  /** One interface of each owner's kind, groups and subnet. */
  readonly places: readonly string[];
  readonly interfaces: readonly string[];
  readonly endpoints: readonly string[];
  readonly distributions: readonly string[];
  readonly balancers: readonly string[];
}

/** Chooses the places of a site. */
export function planProbes(model: TemplateModel, services: readonly ProbeService[]): ProbePlan {
  const all = [...buildWorld(model).byId.values()];
  const places = new Map<string, string>();
  for (const at of all) {
    const groups = at.groups?.map(({ name }) => name).sort();
    const key = JSON.stringify([at.subnet.name, at.device.kind, groups ?? null]);
    places.set(key, places.get(key) ?? at.id);
  }
  const idsOf = (type: string) =>
    (model.byType.get(type) ?? []).map(({ stack, logicalId }) => `${stack.constructPath}/${logicalId}`);
  return {
    services,
    places: [...places.values()],
    interfaces: all.map(({ id }) => id),
    endpoints: (model.byType.get('AWS::EC2::VPCEndpoint') ?? [])
      .filter(({ properties }) => (properties['VpcEndpointType'] ?? 'Gateway') === 'Gateway')
      .map(({ stack, logicalId }) => `${stack.constructPath}/${logicalId}`),
    distributions: idsOf('AWS::CloudFront::Distribution'),
    balancers: idsOf('AWS::ElasticLoadBalancingV2::LoadBalancer'),
  };
}

/** One packet of a plan, and whether it arrives, or may. */
export type Visit = (name: () => string, arrives: boolean) => void;

/** Sends every packet of a plan, always in the same order. */
export function sendProbes(model: TemplateModel, plan: ProbePlan, visit: Visit): void {
  const world = buildWorld(model);
  const to = (target: string, destination: Address | undefined, from: Origin | undefined, name: string) => {
    for (const { protocol, port } of plan.services) {
      const sent = { protocol, sourcePort: SOURCE_PORT, ...(port === undefined ? {} : { port }) };
      const arrives =
        destination !== undefined &&
        from !== undefined &&
        send(world, { from, destination, ...sent }).delivers !== 'no';
      visit(() => `${name} > ${target} ${protocol}${port === undefined ? '' : `/${String(port)}`}`, arrives);
    }
  };
  const endpoints = plan.endpoints.map((id) => {
    const place = findPlace(world, id);
    return { id, address: place.kind === 'service' ? place.address : undefined };
  });
  for (const id of plan.places) {
    const at = world.byId.get(id);
    const from = at === undefined ? undefined : originOf(at);
    for (const other of plan.places) {
      if (other !== id) {
        to(other, world.byId.get(other)?.v4, from, id);
      }
    }
    to('internet', world.hosts[4], from, id);
    to('internet over IPv6', at?.v6 === undefined ? undefined : world.hosts[6], from, id);
    endpoints.forEach((endpoint) => {
      to(endpoint.id, endpoint.address, from, id);
    });
  }
  for (const id of plan.interfaces) {
    const at = world.byId.get(id);
    to(id, at === undefined || at.hasPublic === 'no' ? undefined : at.publicV4, { kind: 'internet' }, 'internet');
    to(id, at?.v6, { kind: 'internet' }, 'internet over IPv6');
  }
  askEdges(world, plan, visit);
}

/** CloudFront opens connections from interfaces of its own, to whom its distribution says only, and over TCP only. */
function askEdges(world: World, { distributions, balancers, services }: ProbePlan, visit: Visit): void {
  const ports = services.flatMap(({ protocol, port }) => (protocol === 'tcp' && port !== undefined ? [port] : []));
  for (const from of distributions) {
    for (const to of balancers) {
      for (const port of ports) {
        const { delivers } = ask(world, { from, to, protocol: 'tcp', port });
        visit(() => `${from} > ${to} tcp/${String(port)}`, delivers !== 'no');
      }
    }
  }
}

function originOf(at: Interface): Origin {
  // What a load balancer sends on, its groups let in and out by themselves.
  return { kind: 'interface', interface: at, groups: at.device.kind === 'balancer' ? (at.groups ?? []) : [] };
}

/** What arrives of a plan's packets in a model. */
export function arrivals(model: TemplateModel, plan: ProbePlan): readonly boolean[] {
  const found: boolean[] = [];
  sendProbes(model, plan, (_, arrives) => found.push(arrives));
  return found;
}

/** Every packet that arrives although it did not before, in the order of the plan. */
export function findMore(model: TemplateModel, plan: ProbePlan, before: readonly boolean[]): readonly string[] {
  const found: string[] = [];
  let index = 0;
  sendProbes(model, plan, (name, arrives) => {
    if (arrives && before[index] !== true) {
      found.push(name());
    }
    index += 1;
  });
  return found;
}
