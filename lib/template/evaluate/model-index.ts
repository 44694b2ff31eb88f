import type { JsonValue } from '../json';
import { isObject } from '../json';
import type { TemplateModel, TemplateOutput, TemplateResource, TemplateStack } from '../model';
import { keyOf } from '../values/key-of';
import type { Value } from '../values/value';

/** An output with its stack. */
export interface OutputEntry {
  readonly stack: TemplateStack;
  readonly output: TemplateOutput;
}

/** Evaluates a value in a stack. */
export type EvaluateIn = (stack: TemplateStack, value: JsonValue | undefined) => Value;

/** What is looked up by name across the stacks; each table is made when first used. */
export class ModelIndex {
  private readonly model: TemplateModel;
  private readonly evaluate: EvaluateIn;
  private exportTable: ReadonlyMap<string, OutputEntry> | undefined;
  private parameterTable: ReadonlyMap<string, TemplateResource> | undefined;
  private physicalTable: ReadonlyMap<string, readonly [TemplateResource, string]> | undefined;
  private nestedTable: ReadonlyMap<TemplateResource, TemplateStack> | undefined;
  private writtenTable: ReadonlyMap<string, readonly [TemplateStack, JsonValue]> | undefined;

  constructor(model: TemplateModel, evaluate: EvaluateIn) {
    this.model = model;
    this.evaluate = evaluate;
  }

  /** The output that is exported under a name in the environment of a stack. */
  findExport(stack: TemplateStack, name: Value): OutputEntry | undefined {
    if (this.exportTable === undefined) {
      // Names are evaluated with what is found so far: a name that needs the table it is in finds nothing.
      this.exportTable = new Map();
      this.exportTable = firstOf(
        this.model.stacks.flatMap((producer) =>
          producer.outputs
            .filter(({ exportName }) => exportName !== undefined)
            .map((output) => [
              `${environmentOf(producer)}/${keyOf(this.evaluate(producer, output.exportName))}`,
              { stack: producer, output },
            ]),
        ),
      );
    }
    return this.exportTable.get(`${environmentOf(stack)}/${keyOf(name)}`);
  }

  /** The parameter that the Parameter Store holds under a name in the environment of a stack. */
  findParameter(stack: TemplateStack, name: string): TemplateResource | undefined {
    if (this.parameterTable === undefined) {
      this.parameterTable = new Map();
      this.parameterTable = firstOf(
        (this.model.byType.get('AWS::SSM::Parameter') ?? []).map((resource) => [
          `${environmentOf(resource.stack)}/${keyOf(this.evaluate(resource.stack, resource.properties['Name']))}`,
          resource,
        ]),
      );
    }
    return this.parameterTable.get(`${environmentOf(stack)}/${keyOf({ kind: 'known', value: name })}`);
  }

  /** What CDK's writer of exports puts into the Parameter Store of a Region under a name. */
  findWritten(region: string | undefined, name: string): readonly [TemplateStack, JsonValue] | undefined {
    if (this.writtenTable === undefined) {
      this.writtenTable = new Map();
      this.writtenTable = firstOf(
        (this.model.byType.get('Custom::CrossRegionExportWriter') ?? []).flatMap(({ stack, properties }) => {
          const writer = isObject(properties['WriterProps']) ? properties['WriterProps'] : {};
          const target = this.evaluate(stack, writer['region']);
          return Object.entries(isObject(writer['exports']) ? writer['exports'] : {}).flatMap(([key, value]) =>
            value === undefined ? [] : [[`${keyOf(target)}/${key}`, [stack, value] as const] as const],
          );
        }),
      );
    }
    return this.writtenTable.get(`${keyOf({ kind: 'known', value: region ?? '' })}/${name}`);
  }

  /** The resource that a running network knows under an identifier, and the attribute that tells it. */
  findPhysical(id: string): readonly [TemplateResource, string] | undefined {
    if (this.physicalTable === undefined) {
      this.physicalTable = new Map();
      this.physicalTable = firstOf(
        this.model.resources.flatMap((resource) =>
          Object.entries(resource.physicalIds ?? {}).map(
            ([attribute, physicalId]) => [physicalId, [resource, attribute] as const] as const,
          ),
        ),
      );
    }
    return this.physicalTable.get(id);
  }

  /** The stack that a nested stack resource makes. */
  findNested(resource: TemplateResource): TemplateStack | undefined {
    if (this.nestedTable === undefined) {
      this.nestedTable = new Map();
      this.nestedTable = firstOf(
        this.model.stacks.flatMap((stack) => (stack.parent === undefined ? [] : [[stack.parent, stack] as const])),
      );
    }
    return this.nestedTable.get(resource);
  }
}

/** Account and Region of a stack; stacks that fit any environment are taken to share one. */
export function environmentOf(stack: TemplateStack): string {
  return `${stack.account ?? '-'}/${stack.region ?? '-'}`;
}

/** The stack a nested stack hangs on, however deep. */
export function rootOf(stack: TemplateStack): TemplateStack {
  return stack.parent === undefined ? stack : rootOf(stack.parent.stack);
}

function firstOf<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const map = new Map<K, V>();
  for (const [key, value] of entries) {
    if (!map.has(key)) {
      map.set(key, value);
    }
  }
  return map;
}
