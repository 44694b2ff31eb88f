import { resourceKey, type JsonObject, type JsonValue, type TemplateResource } from '../../../template';
import type { Words } from '../../policy/types';
import { editModel, type Edit, type PropertyPath } from '../edit-model';
import type { Flip, FlipKind, FlipRule, RuleKind } from '../types';

/** What one flip does. */
export interface FlipSpec {
  readonly kind: FlipKind;
  /** Tells flips of one kind apart. */
  readonly to?: string;
  readonly edits: readonly Edit[];
}

/** A rule that is a resource, or stands in one under `property`. */
export function makeRule(
  resource: TemplateResource,
  kind: RuleKind,
  property: string | undefined,
  specs: readonly FlipSpec[],
): FlipRule {
  const id = property === undefined ? resourceKey(resource) : `${resourceKey(resource)}#${property}`;
  const label = resource.constructPath ?? resource.logicalId;
  const name = property === undefined ? label : `${label} (${property})`;
  return {
    id,
    kind,
    origin: {
      id,
      label,
      resource,
      ...(property === undefined ? {} : { property }),
    },
    flips: specs.map((spec, index) => makeFlip(id, name, spec, countOf(specs.slice(0, index), spec))),
  };
}

/** How many flips before have the same name: a firewall has one for all of its endpoints. */
function countOf(before: readonly FlipSpec[], { kind, to }: FlipSpec): number {
  return before.filter((each) => each.kind === kind && each.to === to).length;
}

function makeFlip(rule: string, name: string, { kind, to, edits }: FlipSpec, twins: number): Flip {
  return {
    id: `${rule}: ${kind}${to === undefined ? '' : ` ${to}`}${twins === 0 ? '' : ` (${twins + 1})`}`,
    kind,
    says: words(kind, name, to ?? ''),
    edits,
    apply: (model) => editModel(model, edits),
  };
}

/** Takes the whole resource away. */
export function removal(resource: TemplateResource): FlipSpec {
  return { kind: 'remove', edits: [{ kind: 'remove', resource: resourceKey(resource) }] };
}

/** Takes a value in a resource away. */
export function unsetting(resource: TemplateResource, path: PropertyPath): FlipSpec {
  return { kind: 'remove', edits: [{ kind: 'unset', resource: resourceKey(resource), path }] };
}

/** Puts another value in its place. */
export function setting(
  kind: FlipKind,
  resource: TemplateResource,
  path: PropertyPath,
  value: JsonValue,
  to?: string,
): FlipSpec {
  return {
    kind,
    ...(to === undefined ? {} : { to }),
    edits: [{ kind: 'set', resource: resourceKey(resource), path, value }],
  };
}

/** Replaces all properties of a resource, or all entries of an object in it. */
export function replacing(
  kind: FlipKind,
  resource: TemplateResource,
  path: PropertyPath,
  value: JsonObject,
  to?: string,
): FlipSpec {
  return setting(kind, resource, path, value, to);
}

/** The object without some of its keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** A short name for an expression: what it refers to, or the expression. */
export function nameOf(value: JsonValue | undefined): string {
  const text = JSON.stringify(value ?? null);
  return typeof value === 'string' ? value : (/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/.exec(text)?.[1] ?? text);
}

const WORDS: Readonly<Record<FlipKind, (name: string, to: string) => Words>> = {
  remove: (name) => ({ en: `remove ${name}`, ja: `${name} を削除する` }),
  'peer-any': (name) => ({ en: `open ${name} to 0.0.0.0/0`, ja: `${name} の相手を 0.0.0.0/0 に広げる` }),
  'peer-any-ipv6': (name) => ({ en: `open ${name} to ::/0`, ja: `${name} の相手を ::/0 に広げる` }),
  'ports-all': (name) => ({ en: `let ${name} match every port`, ja: `${name} をすべてのポートに広げる` }),
  'protocol-all': (name) => ({ en: `let ${name} match every protocol`, ja: `${name} をすべてのプロトコルに広げる` }),
  'allow-deny': (name, to) => ({ en: `turn ${name} into ${to}`, ja: `${name} を ${to} に変える` }),
  'internet-gateway': (name) => ({
    en: `lead ${name} to the internet gateway`,
    ja: `${name} の行き先をインターネットゲートウェイに変える`,
  }),
  'other-target': (name, to) => ({ en: `lead ${name} to ${to}`, ja: `${name} の行き先を ${to} に変える` }),
  'destination-any': (name) => ({ en: `let ${name} match 0.0.0.0/0`, ja: `${name} の宛先を 0.0.0.0/0 に広げる` }),
  'other-port': (name, to) => ({ en: `let ${name} listen on ${to}`, ja: `${name} の待ち受けを ${to} に変える` }),
  'every-name': (name) => ({ en: `let ${name} match every name`, ja: `${name} をすべての名前に広げる` }),
  pass: (name) => ({ en: `let ${name} pass packets uninspected`, ja: `${name} を検査なしの通過に変える` }),
  drop: (name) => ({ en: `let ${name} drop packets`, ja: `${name} を破棄に変える` }),
  inspect: (name) => ({
    en: `let ${name} hand packets to the stateful rules`,
    ja: `${name} をステートフルルールへの引き渡しに変える`,
  }),
  add: (name, to) => ({ en: `add ${to} to ${name}`, ja: `${name} に ${to} を加える` }),
  turn: (name, to) => ({ en: `set ${name} to ${to}`, ja: `${name} を ${to} にする` }),
};

function words(kind: FlipKind, name: string, to: string): Words {
  return WORDS[kind](name, to);
}
