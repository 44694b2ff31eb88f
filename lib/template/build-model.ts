import { asList, asObject, asString, at, isObject, type JsonObject } from './json';
import type { TemplateModel, TemplateOutput, TemplateResource, TemplateStack } from './model';

/** The files of a cloud assembly as they were read. */
export interface AssemblySource {
  readonly directory: string;
  readonly stacks: readonly StackSource[];
  readonly missingContext: readonly string[];
}

/** One template with what the manifest says about its stack. */
export interface StackSource {
  readonly name: string;
  readonly constructPath: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly templateFile: string;
  readonly template: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  /** Construct path by logical id. */
  readonly constructPaths: Readonly<Record<string, string>>;
  /** Where the stack is nested. */
  readonly parent?: { readonly constructPath: string; readonly logicalId: string };
}

/** Builds the read model; parents come before the stacks nested in them. */
export function buildModel(source: AssemblySource): TemplateModel {
  const built = new Map<string, TemplateStack>();
  for (const stack of source.stacks) {
    const parent =
      stack.parent === undefined
        ? undefined
        : built.get(stack.parent.constructPath)?.byLogicalId.get(stack.parent.logicalId);
    built.set(stack.constructPath, buildStack(stack, parent));
  }
  const stacks = [...built.values()].sort((a, b) => compare(a.constructPath, b.constructPath));
  const resources = stacks.flatMap((stack) => stack.resources);
  const byType = new Map<string, TemplateResource[]>();
  for (const resource of resources) {
    const list = byType.get(resource.type) ?? [];
    list.push(resource);
    byType.set(resource.type, list);
  }
  return { directory: source.directory, stacks, resources, byType, missingContext: source.missingContext };
}

/** Compares by code unit, the same on every machine whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function buildStack(source: StackSource, parent: TemplateResource | undefined): TemplateStack {
  const resources: TemplateResource[] = [];
  const byLogicalId = new Map<string, TemplateResource>();
  const stack: TemplateStack = {
    name: source.name,
    constructPath: source.constructPath,
    region: source.region,
    account: source.account,
    templateFile: source.templateFile,
    tags: source.tags,
    resources,
    byLogicalId,
    outputs: buildOutputs(source.template),
    parameters: asObject(source.template['Parameters']),
    ...(parent === undefined ? {} : { parent }),
  };
  for (const [logicalId, value] of Object.entries(asObject(source.template['Resources']))) {
    if (isObject(value)) {
      const resource = buildResource(stack, logicalId, value, source.constructPaths[logicalId]);
      resources.push(resource);
      byLogicalId.set(logicalId, resource);
    }
  }
  return stack;
}

function buildResource(
  stack: TemplateStack,
  logicalId: string,
  value: JsonObject,
  constructPath: string | undefined,
): TemplateResource {
  const metadata = asObject(value['Metadata']);
  return {
    stack,
    logicalId,
    type: asString(value['Type']) ?? '',
    properties: asObject(value['Properties']),
    dependsOn: asList(value['DependsOn']).flatMap((item) => (typeof item === 'string' ? [item] : [])),
    deletionPolicy: asString(value['DeletionPolicy']),
    updateReplacePolicy: asString(value['UpdateReplacePolicy']),
    updatePolicy: asObject(value['UpdatePolicy']),
    metadata,
    condition: asString(value['Condition']),
    constructPath: asString(metadata['aws:cdk:path']) ?? constructPath,
  };
}

function buildOutputs(template: JsonObject): readonly TemplateOutput[] {
  return Object.entries(asObject(template['Outputs'])).map(([name, output]) => ({
    name,
    value: at(output, 'Value'),
    exportName: at(output, 'Export', 'Name'),
  }));
}
