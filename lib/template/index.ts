export { buildModel, compare, type AssemblySource, type StackSource } from './build-model';
export { contains, overlaps, parseIpv4Cidr, sizeOf, subtract, type Ipv4Range } from './cidr';
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
  type TemplateModel,
  type TemplateOutput,
  type TemplateResource,
  type TemplateStack,
} from './model';
export { readAssembly } from './read-assembly';
export { pseudoText } from './reference-functions';
export { findTarget, intrinsicOf, literalText, resolve, resolveItems } from './resolve';
export { textOf, type Resolved } from './resolved';
