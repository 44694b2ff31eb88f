import type { JsonValue } from '../json';
import type { FindingCode, TemplateModel, TemplateResource, TemplateStack } from '../model';
import type { Value } from '../values/value';
import type { ModelIndex } from './model-index';

/** Conditions and symbols as they are in one of the possible worlds. */
export interface World {
  /** For people, for example `IsProd, not UseFirewall`. */
  readonly name: string;
  /** Truth of conditions by `<construct path of the stack>/<name>`. */
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Values of symbols by their id. */
  readonly symbols: ReadonlyMap<string, JsonValue>;
}

/** How values are looked at. */
export interface EvaluateOptions {
  /** The world to look at; without one every possible world at once. */
  readonly world?: World;
  /** Whether parameters take their defaults. */
  readonly assumeDefaults?: boolean;
  /** Whether attributes, dynamic references and choices are left as they are written. */
  readonly opaque?: boolean;
}

/** Where a value stands, and how values inside it are evaluated. */
export interface Scope {
  readonly model: TemplateModel;
  readonly index: ModelIndex;
  readonly stack: TemplateStack;
  readonly options: EvaluateOptions;
  evaluate(value: JsonValue | undefined): Value;
  /** Evaluates what a name stands for, in its stack; `key` tells a name that stands for itself. */
  follow(key: string, stack: TemplateStack, use: (scope: Scope) => Value): Value;
  /** Evaluates with a condition taken for true or false. */
  under(condition: string, truth: boolean, use: (scope: Scope) => Value): Value;
  /** Order in which the endpoints of a firewall are listed. */
  orderOf(firewall: TemplateResource, length: number): readonly number[];
  note(code: FindingCode, means: string): void;
  /** Tells a default that was taken. */
  assume(text: string): void;
}
