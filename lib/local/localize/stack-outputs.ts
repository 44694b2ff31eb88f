import { createHash } from 'node:crypto';
import type { TranslatedType } from '../../../lambda/local-provider/contract';
import { asObject, asString, isList, isObject, type JsonObject, type JsonValue } from '../../template';
import { addedResource } from './custom-resource';

/** Plays `Fn::GetStackOutput` of another Region. */
const STACK_OUTPUT_TYPE: TranslatedType = 'Honmaru::Local::StackOutput';

/** A template without `Fn::GetStackOutput` of another Region, and the resources that read those outputs instead. */
export interface WithoutForeignOutputs {
  readonly value: JsonObject;
  readonly readers: Readonly<Record<string, JsonObject>>;
}

/**
 * Replaces every `Fn::GetStackOutput` of another Region by a custom resource that reads the output there.
 *
 * The emulator resolves the function inside one Region only. The custom resource reads when it is created or changed,
 * CloudFormation on every deployment: an output that changes alone is not followed locally.
 */
export function replaceForeignOutputs(template: JsonObject, region: string): WithoutForeignOutputs {
  const readers: Record<string, JsonObject> = {};
  const replaced = replace(template);
  return { value: asObject(replaced), readers };

  function replace(value: JsonValue | undefined): JsonValue | undefined {
    if (isList(value)) {
      return value.map((item) => replace(item) ?? null);
    }
    if (!isObject(value)) {
      return value;
    }
    const output = asObject(value['Fn::GetStackOutput']);
    const from = asString(output['Region']);
    if (from === undefined || from === region) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]));
    }
    const { StackName, OutputName } = output;
    const key = createHash('sha256')
      .update(JSON.stringify([from, StackName, OutputName]))
      .digest('hex')
      .slice(0, 16);
    const logicalId = `LocalStackOutput${key}`;
    readers[logicalId] = addedResource(STACK_OUTPUT_TYPE, { Region: from, StackName, OutputName });
    return { 'Fn::GetAtt': [logicalId, 'Value'] };
  }
}
