import {
  asString,
  createEvaluator,
  isObject,
  itemsOf,
  knownText,
  resourceKey,
  type Evaluator,
  type TemplateResource,
  type Value,
} from '../../../template';
import { fieldOf } from '../read-field';
import type { Origin } from '../../network/types';
import type { Party } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';

/** A party with everything by which it can be named. */
export interface Candidate {
  readonly party: Party;
  /** Resources whose it is: an instance of a cluster is of the cluster too. */
  readonly resources: readonly TemplateResource[];
  /** Tags of its resources, of their stacks, and of its subnet, as `key=value`. */
  readonly tags: readonly string[];
}

/** Every party of every possible world, what someone might start included, each once. */
export function findCandidates(verifier: Verifier): readonly Candidate[] {
  const found = new Map<string, { party: Party; resources: Set<TemplateResource> }>();
  const evaluator = createEvaluator(verifier.model);
  const tagsOf = remembering((resource: TemplateResource) => tagsOfResource(evaluator, resource));
  verifier.worlds.forEach((_, index) => {
    const { parties, network } = verifier.view(index);
    for (const party of [...parties.all, ...parties.hypothetical]) {
      const known = found.get(party.id) ?? { party, resources: new Set<TemplateResource>() };
      found.set(party.id, known);
      [originOf(party)?.resource ?? []].flat().forEach((resource) => known.resources.add(resource));
    }
    for (const { resource, interfaces } of network.owners) {
      interfaces.forEach(({ id }) => found.get(id)?.resources.add(resource));
    }
  });
  return [...found.values()].map(({ party, resources }) => {
    const subnet = party.kind === 'interface' ? party.interface.subnet.origin.resource : undefined;
    const tagged = [...resources, ...(subnet === undefined ? [] : [subnet])];
    return { party, resources: [...resources], tags: [...new Set(tagged.flatMap(tagsOf))] };
  });
}

/** Tags of a resource and of its stack, as `key=value`. */
export function tagsOfResource(evaluator: Evaluator, resource: TemplateResource): readonly string[] {
  return [
    ...Object.entries(resource.stack.tags).map(([key, value]) => `${key}=${value}`),
    ...readTags(evaluator.property(resource, 'Tags')),
  ];
}

/** Where a party comes from; the internet comes from nowhere. */
export function originOf(party: Party): Origin | undefined {
  switch (party.kind) {
    case 'internet':
      return undefined;
    case 'interface':
      return party.interface.origin;
    case 'site':
      return party.site.origin;
    case 'service':
      return party.service.origin;
    case 'edge':
      return party.origin;
  }
}

/** Names under which something of the templates is known. */
export function namesOf(origin: Origin): readonly string[] {
  const { resource } = origin;
  return resource === undefined
    ? [origin.id, origin.label]
    : [
        resource.logicalId,
        resourceKey(resource),
        origin.id,
        ...(resource.constructPath === undefined ? [] : [resource.constructPath]),
      ];
}

function readTags(value: Value): readonly string[] {
  if (value.kind === 'known' && isObject(value.value)) {
    return Object.entries(value.value).map(([key, text]) => `${key}=${asString(text) ?? ''}`);
  }
  return (itemsOf(value) ?? []).flatMap((item) => {
    const [key, text] = [knownText(fieldOf(item, 'Key')), knownText(fieldOf(item, 'Value'))];
    return key === undefined || text === undefined ? [] : [`${key}=${text}`];
  });
}

function remembering<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}
