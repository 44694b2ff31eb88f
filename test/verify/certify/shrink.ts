import type { JsonObject } from '../../../lib/template';
import { EngineAnswers } from './engine-answers';
import type { AskedPacket } from '../../../lib/verify/certify/packet';
import type { Actor } from '../../../lib/verify/certify/actors';
import { askBoth, sidesOf, type Disagreement, type SidesMaker } from './fuzz';

type Resources = Readonly<Record<string, JsonObject>>;

/** The smallest template that is found on which the two still differ in the same way. */
export function shrink(disagreement: Disagreement, makeSides: SidesMaker = sidesOf): JsonObject {
  let left = disagreement.network.template['Resources'] as Resources;
  const differs = (resources: Resources) => stillDiffers(disagreement, { Resources: resources }, makeSides);
  for (let before = -1; before !== JSON.stringify(left).length;) {
    before = JSON.stringify(left).length;
    left = simplify(dropResources(left, differs), differs);
  }
  return { Resources: left };
}

function dropResources(all: Resources, differs: (resources: Resources) => boolean): Resources {
  let left = all;
  for (let size = Math.ceil(Object.keys(left).length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < Object.keys(left).length; at += size) {
      const gone = new Set(Object.keys(left).slice(at, at + size));
      const less = without(left, gone);
      if (Object.keys(less).length < Object.keys(left).length && differs(less)) {
        left = less;
        at -= size;
      }
    }
  }
  return left;
}

function simplify(all: Resources, differs: (resources: Resources) => boolean): Resources {
  let left = all;
  for (const id of Object.keys(left)) {
    for (let next = true; next;) {
      next = false;
      for (const simpler of simplerProperties(left[id] ?? {})) {
        const less = { ...left, [id]: simpler };
        if (differs(less)) {
          left = less;
          next = true;
          break;
        }
      }
    }
  }
  return left;
}

/** Properties without which a resource may still be made, and is simpler. */
const OPTIONAL = new Set([
  'AssignIpv6AddressOnCreation',
  'Ipv6AddressCount',
  'Ipv6CidrBlock',
  'LoadBalancerAttributes',
  'MapPublicIpOnLaunch',
  'Options',
  'SecurityGroupEgress',
  'SecurityGroupIngress',
  'SecurityGroupReferencingSupport',
  'SecurityGroups',
  'SourceDestCheck',
  'TargetGroupAttributes',
]);

function stillDiffers(disagreement: Disagreement, template: JsonObject, makeSides: SidesMaker): boolean {
  try {
    const sides = makeSides(disagreement.network, template);
    const find = (actor: Actor) =>
      actor.kind === 'internet' ? actor : sides.actors.find(({ id, kind }) => id === actor.id && kind === actor.kind);
    const { packet } = disagreement;
    const [from, to] = [find(packet.from), find(packet.to)];
    if (from === undefined || to === undefined) {
      return false;
    }
    const asked: AskedPacket = { ...packet, from, to };
    const found = askBoth(sides, new EngineAnswers(sides.graph), asked);
    return (
      found?.differences.some(
        ({ kind, relation, engine, walked }) =>
          kind === disagreement.kind &&
          relation === disagreement.relation &&
          engine === disagreement.engine &&
          walked === disagreement.walked,
      ) === true
    );
  } catch {
    return false;
  }
}

/** Resources without some, and without those that name them where nothing else can be meant. */
function without(resources: Resources, gone: ReadonlySet<string>): Resources {
  const dropped = new Set(gone);
  for (let before = -1; before !== dropped.size;) {
    before = dropped.size;
    for (const [id, resource] of Object.entries(resources)) {
      if (!dropped.has(id) && namesIn(resource).some((name) => dropped.has(name) || resources[name] === undefined)) {
        dropped.add(id);
      }
    }
  }
  return Object.fromEntries(Object.entries(resources).filter(([id]) => !dropped.has(id)));
}

function namesIn(resource: JsonObject): readonly string[] {
  const found: string[] = [];
  JSON.stringify(resource, (key, value: unknown) => {
    if (key === 'Ref') {
      found.push(String(value));
    } else if (key === 'Fn::GetAtt') {
      found.push(String((value as readonly unknown[])[0]));
    }
    return value;
  });
  return found;
}

/** The resource with an item of a list, or an optional property, less. */
function* simplerProperties(resource: JsonObject): Generator<JsonObject> {
  const properties = (resource['Properties'] ?? {}) as JsonObject;
  for (const [key, value] of Object.entries(properties)) {
    if (OPTIONAL.has(key)) {
      const rest = Object.entries(properties).filter(([name]) => name !== key);
      yield { ...resource, Properties: Object.fromEntries(rest) };
    }
    if (Array.isArray(value) && value.length > 1) {
      for (let at = 0; at < value.length; at += 1) {
        yield { ...resource, Properties: { ...properties, [key]: value.filter((_, index) => index !== at) } };
      }
    }
  }
}
