import type { JsonObject, JsonValue } from './json';

/** What CloudFormation will read: every stack of a cloud assembly. */
export interface TemplateModel {
  /** Directory the assembly was read from. */
  readonly directory: string;
  /** Stacks, nested ones and those of stages included, sorted by construct path. */
  readonly stacks: readonly TemplateStack[];
  /** Resources of all stacks, in the order of the stacks and of each template. */
  readonly resources: readonly TemplateResource[];
  /** Resources by their type. */
  readonly byType: ReadonlyMap<string, readonly TemplateResource[]>;
  /** Keys of context values that synthesis lacked: the templates hold placeholders instead. */
  readonly missingContext: readonly string[];
}

/** One stack. */
export interface TemplateStack {
  /** Name in CloudFormation; of a nested stack `<parent>/<logical id>`. */
  readonly name: string;
  /** Construct path, for example `TicketAgency-ap-northeast-1-Network`. */
  readonly constructPath: string;
  /** Region, or `undefined` when the stack fits any. */
  readonly region: string | undefined;
  /** Account, or `undefined` when the stack fits any. */
  readonly account: string | undefined;
  /** Template file, relative to the directory of the assembly. */
  readonly templateFile: string;
  /** Tags CloudFormation puts on every resource of the stack. */
  readonly tags: Readonly<Record<string, string>>;
  /** Resources in the order of the template. */
  readonly resources: readonly TemplateResource[];
  /** Resources by their logical id. */
  readonly byLogicalId: ReadonlyMap<string, TemplateResource>;
  /** Outputs in the order of the template. */
  readonly outputs: readonly TemplateOutput[];
  /** Parameters by their name. */
  readonly parameters: JsonObject;
  /** The nested stack resource this stack hangs on, for nested stacks only. */
  readonly parent?: TemplateResource;
}

/** One resource. */
export interface TemplateResource {
  /** Stack that holds it. */
  readonly stack: TemplateStack;
  readonly logicalId: string;
  /** For example `AWS::EC2::Subnet`. */
  readonly type: string;
  readonly properties: JsonObject;
  /** Logical ids named in `DependsOn`. */
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
  readonly updatePolicy: JsonObject;
  readonly metadata: JsonObject;
  /** Name of the condition under which it exists. */
  readonly condition: string | undefined;
  /** Construct path, when the assembly tells it. */
  readonly constructPath: string | undefined;
}

/** One output. */
export interface TemplateOutput {
  readonly name: string;
  readonly value: JsonValue | undefined;
  /** Name under which it is exported, possibly an intrinsic. */
  readonly exportName: JsonValue | undefined;
}

/** Resources of one type. */
export function resourcesOfType(model: TemplateModel, ...types: readonly string[]): readonly TemplateResource[] {
  return types.flatMap((type) => model.byType.get(type) ?? []);
}

/** `<construct path of the stack>/<logical id>`: names one resource of the model. */
export function resourceKey(resource: TemplateResource): string {
  return `${resource.stack.constructPath}/${resource.logicalId}`;
}
