import { at, resourceKey, type TemplateModel } from '../../template';
import { compare } from '../../template/compare';
import type { ServiceRange } from '../address';
import type { Party, Relation } from '../engine/types';
import { createVerifier, type Verifier } from '../engine/verifier';
import { editModel, type Edit } from '../flips/edit-model';
import { isShown, ownersOf, type OwnerOf } from './facts/interface-facts';
import { Names, type IdOf } from './names';
import type { Reached, ReachDifference, ReachDrift } from './types';

/** Services that arrive, and those whose answer comes back as well. */
const RELATIONS: readonly Relation[] = ['delivers', 'session'];

/**
 * Asks of both networks what gets from whom to whom, for everyone that both of them show, and the internet.
 *
 * @param idOf identifiers of the resources of the templates in the running network
 */
export function compareReach(said: TemplateModel, running: TemplateModel, idOf: IdOf): ReachDrift {
  const names = new Names(said.resources, idOf);
  const models = [withoutImages(said), running];
  // Cut along the same services, so that the same ones have the same names.
  const services = models.flatMap((model): readonly ServiceRange[] => createVerifier(model).network.ranges);
  const [own, other] = models.map((model) => createVerifier(model, { asked: { services } }));
  if (own === undefined || other === undefined) {
    throw new Error('two models make two verifiers');
  }
  const [saidParties, runningParties] = [partiesOf(own, names), partiesOf(other, names)];
  const common = [...saidParties.keys()].filter((name) => runningParties.has(name)).sort(compare);
  const choose = (parties: ReadonlyMap<string, readonly Party[]>): Readonly<Record<string, readonly Party[]>> =>
    Object.fromEntries(common.map((name) => [name, parties.get(name) ?? []]));
  let agreed = 0;
  const differences: ReachDifference[] = [];
  for (const relation of RELATIONS) {
    const runs = other.matrix(choose(runningParties), relation);
    own.matrix(choose(saidParties), relation).forEach((cell, index) => {
      const [a, b] = [reachedOf(cell), reachedOf(runs[index])];
      if (JSON.stringify(a) === JSON.stringify(b)) {
        agreed += 1;
      } else {
        differences.push({ from: cell.from, to: cell.to, relation, said: a, runs: b });
      }
    });
  }
  return { parties: common.length, agreed, differences };
}

/** Where templates name the image of servers, by type. */
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::LaunchConfiguration': ['ImageId'],
  'AWS::EC2::Instance': ['ImageId'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData', 'ImageId'],
};

/** The parameter behind an image tells which ports its system uses; what runs tells the image alone, so that any may be. */
function withoutImages(model: TemplateModel): TemplateModel {
  const edits = Object.entries(IMAGES).flatMap(([type, path]) =>
    (model.byType.get(type) ?? [])
      .filter(({ properties }) => at(properties, ...path) !== undefined)
      .map((resource): Edit => ({ kind: 'unset', resource: resourceKey(resource), path })),
  );
  return editModel(model, edits);
}

function reachedOf(cell: Reached | undefined): Reached {
  return { may: cell?.may ?? [], some: cell?.some ?? [], every: cell?.every ?? [] };
}

/** Parties by what they are of: the instances of a group are one. */
function partiesOf(verifier: Verifier, names: Names): ReadonlyMap<string, readonly Party[]> {
  const parties = new Map<string, Party[]>([['the internet', [verifier.internet]]]);
  const ownerOf = ownersOf(verifier.network);
  for (const party of verifier.parties) {
    const name = nameOf(party, ownerOf, names);
    if (name !== undefined) {
      parties.set(name, [...(parties.get(name) ?? []), party]);
    }
  }
  return parties;
}

function nameOf(party: Party, ownerOf: OwnerOf, names: Names): string | undefined {
  switch (party.kind) {
    case 'interface':
      return isShown(party.interface) === true ? names.of(ownerOf(party.interface)) : undefined;
    case 'service':
      return names.of(party.service.origin);
    case 'site':
      return names.of(party.site.origin);
    case 'edge':
    case 'internet':
      return undefined;
  }
}
