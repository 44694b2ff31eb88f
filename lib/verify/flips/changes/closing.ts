import {
  isList,
  isObject,
  resourceKey,
  type JsonObject,
  type TemplateModel,
  type TemplateResource,
} from '../../../template';
import type { ServiceRange } from '../../address';
import type { Hop, Packet, Party, Witness } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import type { Origin } from '../../network/types';
import { valueAt } from '../rules/items';
import { without } from '../rules/make-rule';
import { rulesOf } from '../rules-of';
import type { Flip, FlipRule } from '../types';
import { denyEntry } from './acl-edits';
import { blockOfParty, networkBlock } from './blocks';
import { getId, onlyGroup } from './groups';
import type { Candidate, ChangeQuestion } from './types';

/** The sentinel that CDK writes for a group that sends nothing: a rule that matches no packet. */
const SENDS_NOTHING = [
  { CidrIp: '255.255.255.255/32', Description: 'sends nothing', IpProtocol: 'icmp', FromPort: 252, ToPort: 86 },
];

/** Values of flags without which something is public. */
const HIDDEN: readonly (string | boolean)[] = [false, 'internal', 'DISABLED'];

/** One hop of one connection, with what is needed to look around it. */
interface Place {
  readonly model: TemplateModel;
  readonly question: ChangeQuestion;
  /** Answers about the network as it is. */
  readonly before: Verifier;
  readonly leg: Witness;
  readonly hop: Hop;
}

/** Every edit that would stop the packet of a witness, at one of the rules that let it pass. */
export function closingCandidates(
  model: TemplateModel,
  before: Verifier,
  question: ChangeQuestion,
  witness: Witness,
): readonly Candidate[] {
  const rules = new Map(rulesOf(model).map((rule) => [rule.id, rule]));
  return [...(witness.before ?? []), witness].flatMap((leg) => [
    ...hiding(leg, [...rules.values()]),
    ...leg.forward
      .filter(({ decision }) => decision !== 'blocks')
      .flatMap((hop) => candidatesAt({ model, question, before, leg, hop }, rules)),
  ]);
}

/** Of who is reached from the internet, or reaches it, the public address taken away. */
function hiding({ from, to }: Witness, rules: readonly FlipRule[]): readonly Candidate[] {
  const own = from.kind === 'internet' ? to : to.kind === 'internet' ? from : undefined;
  if (own?.kind !== 'interface') {
    return [];
  }
  const { origin, subnet } = own.interface;
  return rules.flatMap((rule) => {
    const { resource } = rule.origin;
    const isOwn =
      resource === origin.resource ||
      resource === subnet.origin.resource ||
      (resource?.type === 'AWS::EC2::LaunchTemplate' && resource.stack === origin.resource?.stack);
    const isPublic = rule.kind === 'public-address' || rule.kind === 'publicly-accessible';
    return isOwn && isPublic
      ? rule.flips
          .filter(hides)
          .map(({ says, edits }) => ({ kind: 'public-address', says, edits, origins: [rule.origin] }))
      : [];
  });
}

function hides({ edits }: Flip): boolean {
  return edits.every(
    (edit) => edit.kind === 'remove' || (edit.kind === 'set' && HIDDEN.includes(edit.value as string | boolean)),
  );
}

function candidatesAt(place: Place, rules: ReadonlyMap<string, FlipRule>): readonly Candidate[] {
  const { hop } = place;
  const resource = hop.rule?.resource;
  if (hop.rule === undefined || resource === undefined) {
    return [];
  }
  const rule = rules.get(hop.rule.id);
  switch (hop.kind) {
    case 'group-in':
    case 'group-out':
      return rule === undefined
        ? closeDefaultEgress(hop, hop.rule, resource)
        : [removing(hop, rule), ...narrowing(place, rule, resource)];
    case 'acl-in':
    case 'acl-out':
      return [...(rule === undefined ? [] : [removing(hop, rule)]), ...denying(place)];
    case 'route':
    case 'firewall':
      return rule === undefined ? [] : [removing(hop, rule)];
    case 'source':
    case 'translation':
    case 'gateway':
    case 'listener':
    case 'destination':
      return [];
  }
}

/** The rule taken away. A group whose last rule to send goes would get the default one that allows everything. */
function removing(hop: Hop, rule: FlipRule): Candidate {
  const removal = rule.flips.find(({ kind }) => kind === 'remove');
  const { resource } = rule.origin;
  const list = resource?.properties['SecurityGroupEgress'];
  const isLast = rule.kind === 'group-egress' && isList(list) && list.length === 1;
  return {
    kind: `${hop.kind} remove`,
    says: removal?.says ?? { en: `remove ${rule.id}`, ja: `${rule.id} を削除する` },
    edits:
      isLast && resource !== undefined
        ? [{ kind: 'set', resource: resourceKey(resource), path: ['SecurityGroupEgress'], value: SENDS_NOTHING }]
        : (removal?.edits ?? []),
    origins: [rule.origin],
  };
}

/** A group without rules to send has one that allows everything: it goes when the group has rules of its own. */
function closeDefaultEgress(hop: Hop, rule: Origin, resource: TemplateResource): readonly Candidate[] {
  if (hop.kind !== 'group-out' || resource.type !== 'AWS::EC2::SecurityGroup' || rule.property !== undefined) {
    return [];
  }
  return [
    {
      kind: `${hop.kind} default`,
      says: {
        en: `give ${rule.label} egress rules of its own in place of the default that allows everything`,
        ja: `${rule.label} に、すべてを許す既定のルールに代わるエグレスルールを書く`,
      },
      edits: [{ kind: 'set', resource: resourceKey(resource), path: ['SecurityGroupEgress'], value: SENDS_NOTHING }],
      origins: [rule],
    },
  ];
}

/**
 * A rule about addresses, kept to the network, which helps against whoever is outside of it, or to the one group of all
 * others who use it.
 */
function narrowing(
  { before, leg, hop, question }: Place,
  { origin }: FlipRule,
  resource: TemplateResource,
): readonly Candidate[] {
  const [, list, index] = /^(\w+)\[(\d+)\]$/.exec(origin.property ?? '') ?? [];
  const path = list === undefined ? [] : [list, Number(index)];
  const written = valueAt(resource.properties, path);
  if (!isObject(written) || written['CidrIp'] === undefined) {
    return [];
  }
  const isInward = hop.kind === 'group-in';
  const name = origin.property === undefined ? origin.label : `${origin.label} (${origin.property})`;
  const narrowed = (to: string, value: JsonObject): Candidate => ({
    kind: `${hop.kind} narrow`,
    says: { en: `narrow ${name} to ${to}`, ja: `${name} の相手を ${to} に絞る` },
    edits: [{ kind: 'set', resource: resourceKey(resource), path, value: { ...without(written, 'CidrIp'), ...value } }],
    origins: [origin],
  });
  const block = networkBlock(isInward ? leg.to : leg.from);
  const group = onlyGroup(usersOf(before, leg, isInward, question), resource);
  return [
    ...(group === undefined
      ? []
      : [
          narrowed(group.label, {
            [isInward ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId']: getId(group.resource),
          }),
        ]),
    ...(block === undefined || written['CidrIp'] === block ? [] : [narrowed(block, { CidrIp: block })]),
  ];
}

/** Everyone else who gets to the receiver, or to whom the sender gets. */
function usersOf(verifier: Verifier, leg: Witness, isInward: boolean, question: ChangeQuestion): readonly Party[] {
  const asked = new Set([...question.from, ...question.to, leg.from, leg.to].map(({ id }) => id));
  return [verifier.internet, ...verifier.parties].filter(
    (party) =>
      !asked.has(party.id) &&
      (isInward ? verifier.between(party, leg.to, 'delivers').some : verifier.between(leg.from, party, 'delivers').some)
        .length > 0,
  );
}

/** An entry before the one that lets the packet pass, against the other side's subnet. */
function denying({ model, question, leg, hop }: Place): readonly Candidate[] {
  const other: Party = hop.kind === 'acl-in' ? leg.from : leg.to;
  const block = blockOfParty(other, hop.kind === 'acl-in' ? leg.packet.source : leg.packet.destination);
  const entry = hop.rule?.resource;
  if (block === undefined || entry === undefined) {
    return [];
  }
  // What only some services may use is closed for the packet that is none of them.
  const services = question.kind === 'reach-only' ? serviceOf(leg.packet) : question.services;
  const added = denyEntry(model, entry, block, services);
  return added === undefined
    ? []
    : [
        {
          kind: `${hop.kind} deny`,
          says: {
            en: `deny ${added.service} ${hop.kind === 'acl-in' ? 'from' : 'to'} ${block} in ${hop.origin.label}, number ${added.number}`,
            ja: `${hop.origin.label} に番号 ${added.number} の拒否エントリ(${block}、${added.service})を加える`,
          },
          edits: [added.edit],
          origins: [hop.origin],
        },
      ];
}

function serviceOf({ protocol, destinationPort }: Packet): readonly ServiceRange[] {
  return [
    { protocol, ...(destinationPort === undefined ? {} : { ports: { from: destinationPort, to: destinationPort } }) },
  ];
}
