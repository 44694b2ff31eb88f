import type { JsonValue } from '../json';
import type { TemplateResource } from '../model';

/**
 * What is known about a value before deployment.
 *
 * - `known`: the value itself, no intrinsic function is left in it;
 * - `reference`: identity of a resource, or an attribute of it that only the deployment tells;
 * - `text`: a string of which some parts are not known;
 * - `list`, `object`: of which some items are not known;
 * - `one-of`: one of some values, with what each depends on;
 * - `symbol`: one unknown value, the same wherever its id appears;
 * - `absent`: nothing is there (`AWS::NoValue`, or no such property);
 * - `unknown`: anything.
 */
export type Value =
  | KnownValue
  | ReferenceValue
  | TextValue
  | ListValue
  | ObjectValue
  | OneOfValue
  | SymbolValue
  | AbsentValue
  | UnknownValue;

export interface KnownValue {
  readonly kind: 'known';
  readonly value: JsonValue;
}

export interface ReferenceValue {
  readonly kind: 'reference';
  readonly resource: TemplateResource;
  /** Attribute, or `Ref` for what `Ref` returns. */
  readonly attribute: string;
  /** Position in an attribute that is a list; of `EndpointId` the position in `SubnetMappings`. */
  readonly item?: number;
  /** Delimiter with which an attribute that is a list was joined to one string. */
  readonly joinedBy?: string;
}

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly Value[];
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Whether the order of the items is up to the service. */
  readonly unordered?: true;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: Readonly<Record<string, Value>>;
}

export interface OneOfValue {
  readonly kind: 'one-of';
  /** At least two, at most 64, all different. */
  readonly alternatives: readonly Alternative[];
  /** What decides, for example `Fn::If`. */
  readonly because: string;
}

/** A value and when it is taken. */
export interface Alternative {
  readonly value: Value;
  readonly when: string;
}

export interface SymbolValue {
  readonly kind: 'symbol';
  /** The same id is the same value everywhere in the model. */
  readonly id: string;
  /** Type of a parameter as CloudFormation writes it, or `AvailabilityZone`, `Cidr`, `Region`, `Secret`, `Any`. */
  readonly type: string;
  /** Short name for people. */
  readonly label: string;
  readonly constraints: Constraints;
}

/** What a symbol is known to fulfil. */
export interface Constraints {
  readonly allowedValues?: readonly JsonValue[];
  readonly allowedPattern?: string;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Value that is taken when the deployment gives none. */
  readonly default?: Value;
  /** Symbols of one group with different ids have different values. */
  readonly distinct?: string;
  /** CIDR blocks of one group with different ids do not overlap. */
  readonly disjoint?: string;
  /** CIDR block that holds this one. */
  readonly within?: Value;
  /** The list of which this is the text. */
  readonly joined?: { readonly delimiter: string; readonly list: SymbolValue };
}

export interface AbsentValue {
  readonly kind: 'absent';
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** What hides the value. */
  readonly reason: string;
}

/** Nothing is there. */
export const ABSENT: AbsentValue = { kind: 'absent' };

/** A value known before deployment. */
export function known(value: JsonValue): KnownValue {
  return { kind: 'known', value };
}

/** A value that may be anything. */
export function unknown(reason: string): UnknownValue {
  return { kind: 'unknown', reason };
}

/** One unknown value. */
export function symbol(id: string, type: string, label: string, constraints: Constraints = {}): SymbolValue {
  return { kind: 'symbol', id, type, label, constraints };
}

/** Identity or attribute of a resource. */
export function reference(resource: TemplateResource, attribute: string): ReferenceValue {
  return { kind: 'reference', resource, attribute };
}
