import {
  isList,
  isObject,
  resourceKey,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
  type TemplateStack,
} from '../../template';
import { resourcesByType } from '../../template/build-model';
import { findFindings } from '../../template/evaluate/find-findings';

/** Keys and indexes from the properties of a resource to a value in them. */
export type PropertyPath = readonly (string | number)[];

/** One change of templates; `resource` is `<construct path of the stack>/<logical id>`. */
export type Edit =
  /** Puts a value where the path leads, in place of what stands there. */
  | { readonly kind: 'set'; readonly resource: string; readonly path: PropertyPath; readonly value: JsonValue }
  /** Takes a key or an item of a list away. */
  | { readonly kind: 'unset'; readonly resource: string; readonly path: PropertyPath }
  | { readonly kind: 'remove'; readonly resource: string }
  | { readonly kind: 'add'; readonly resource: string; readonly type: string; readonly properties: JsonObject };

/** Findings that reading leaves behind; all others are found again in the edited model. */
const OF_READING = new Set(['MACRO_UNSUPPORTED', 'FOREACH_UNKNOWN', 'NESTED_TEMPLATE_MISSING', 'SNAPSHOT_INCOMPLETE']);

/** A model with some edits made; stacks that nothing changes are those of the model itself. */
export function editModel(model: TemplateModel, edits: readonly Edit[]): TemplateModel {
  const byStack = new Map<string, Edit[]>();
  for (const edit of edits) {
    const stack = edit.resource.slice(0, edit.resource.lastIndexOf('/'));
    byStack.set(stack, [...(byStack.get(stack) ?? []), edit]);
  }
  const copies = new Map<TemplateStack, TemplateStack | undefined>();
  const copyOf = (stack: TemplateStack): TemplateStack | undefined => {
    if (copies.has(stack)) {
      return copies.get(stack);
    }
    const parent = stack.parent && copyOf(stack.parent.stack)?.byLogicalId.get(stack.parent.logicalId);
    const own = byStack.get(stack.constructPath);
    const isGone = stack.parent !== undefined && parent === undefined;
    const isSame = own === undefined && parent === stack.parent;
    const copy = isGone ? undefined : isSame ? stack : copyStack(stack, own ?? [], parent);
    copies.set(stack, copy);
    return copy;
  };
  return modelWith(
    model,
    model.stacks.flatMap((stack) => copyOf(stack) ?? []),
  );
}

function copyStack(stack: TemplateStack, edits: readonly Edit[], parent: TemplateResource | undefined): TemplateStack {
  const resources: TemplateResource[] = [];
  const byLogicalId = new Map<string, TemplateResource>();
  const copy: TemplateStack = { ...stack, resources, byLogicalId, ...(parent === undefined ? {} : { parent }) };
  const put = (resource: TemplateResource) => {
    resources.push(resource);
    byLogicalId.set(resource.logicalId, resource);
  };
  for (const resource of stack.resources) {
    const own = edits.filter((edit) => edit.resource === resourceKey(resource));
    if (!own.some(({ kind }) => kind === 'remove')) {
      put({ ...resource, stack: copy, properties: own.reduce(editProperties, resource.properties) });
    }
  }
  for (const edit of edits) {
    if (edit.kind === 'add') {
      put(newResource(copy, edit));
    }
  }
  return copy;
}

function newResource(stack: TemplateStack, edit: Extract<Edit, { kind: 'add' }>): TemplateResource {
  return {
    stack,
    logicalId: edit.resource.slice(edit.resource.lastIndexOf('/') + 1),
    type: edit.type,
    properties: edit.properties,
    dependsOn: [],
    deletionPolicy: undefined,
    updateReplacePolicy: undefined,
    updatePolicy: {},
    metadata: {},
    condition: undefined,
    constructPath: undefined,
  };
}

function editProperties(properties: JsonObject, edit: Edit): JsonObject {
  if (edit.kind !== 'set' && edit.kind !== 'unset') {
    return properties;
  }
  const edited = editAt(properties, edit.path, edit.kind === 'set' ? edit.value : undefined);
  return isObject(edited) ? edited : {};
}

/** The value with something else at a path; without a value what stands there is taken away. */
function editAt(
  value: JsonValue | undefined,
  [key, ...rest]: PropertyPath,
  replacement: JsonValue | undefined,
): JsonValue | undefined {
  if (key === undefined) {
    return replacement;
  }
  if (typeof key === 'number') {
    const list = isList(value) ? value : [];
    const item = editAt(list[key], rest, replacement);
    return [...list.slice(0, key), ...(item === undefined ? [] : [item]), ...list.slice(key + 1)];
  }
  const object = isObject(value) ? value : {};
  const { [key]: found, ...others } = object;
  const entry = editAt(found, rest, replacement);
  return entry === undefined ? others : key in object ? { ...object, [key]: entry } : { ...others, [key]: entry };
}

function modelWith(model: TemplateModel, stacks: readonly TemplateStack[]): TemplateModel {
  const resources = stacks.flatMap((stack) => stack.resources);
  let found: TemplateModel['findings'] | undefined;
  return {
    directory: model.directory,
    stacks,
    resources,
    byType: resourcesByType(resources),
    missingContext: model.missingContext,
    given: model.given,
    get findings() {
      found ??= [...model.findings.filter(({ code }) => OF_READING.has(code)), ...findFindings(this)];
      return found;
    },
  };
}
