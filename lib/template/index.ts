export { buildModel, type AssemblySource, type StackSource } from './build-model';
export { contains, overlaps, parseIpv4Cidr, sizeOf, subtract, type Ipv4Range } from './cidr';
export { compare } from './compare';
export { createEvaluator, type Evaluator } from './evaluate/evaluator';
export { intrinsicOf } from './evaluate/intrinsic';
export { findAttributeRule, NETWORK_ATTRIBUTES, type AttributeRule } from './evaluate/network-attributes';
export { type EvaluateOptions, type World } from './evaluate/scope';
export { enumerateWorlds, type Worlds } from './evaluate/worlds';
export {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asString,
  at,
  isList,
  isObject,
  walk,
  type JsonObject,
  type JsonValue,
} from './json';
export { loadAssembly } from './load-assembly';
export {
  resourceKey,
  resourcesOfType,
  type FindingCode,
  type Given,
  type Place,
  type TemplateFinding,
  type TemplateModel,
  type TemplateOutput,
  type TemplateResource,
  type TemplateStack,
} from './model';
export { readAssembly } from './read-assembly';
export { loadTemplates, modelOfTemplate, type TemplateFile, type TemplateOptions } from './plain/load-templates';
export { readTemplateText, type TemplateText } from './plain/template-text';
export { findTarget, literalText, pseudoText, resolve, resolveItems } from './resolve';
export { textOf, type Resolved } from './resolved';
export { loadSnapshot, type SnapshotOptions } from './snapshot/load-snapshot';
export { containsUnknown, keyOf } from './values/key-of';
export {
  describeValue,
  itemsOf,
  knownBoolean,
  knownNumber,
  knownText,
  possibleValues,
  targetOf,
} from './values/read-value';
export type {
  Alternative,
  Constraints,
  ListValue,
  ObjectValue,
  OneOfValue,
  ReferenceValue,
  SymbolValue,
  TextValue,
  Value,
} from './values/value';
