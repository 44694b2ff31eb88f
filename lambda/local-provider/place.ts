import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

/** Where a resource is: its stack's account and Region, and its name in the template. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly stackName: string;
  readonly logicalId: string;
}

const stackArn = z.string().check(z.regex(/^arn:[^:]+:cloudformation:[^:]+:\d{12}:stack\/[^/]+\/[^/]+$/));

/** Reads the place from the ARN of the stack. */
export function placeOf(stackId: string, logicalId: string): Place {
  const [, partition = '', , region = '', account = '', resource = ''] = z.parse(stackArn, stackId).split(':');
  return { partition, region, account, stackName: resource.split('/')[1] ?? '', logicalId };
}

/** Rules for the names that CloudFormation makes up. */
export interface NameRules {
  readonly maxLength: number;
  /** Whether capitals become small letters, as in the names of databases. */
  readonly lowerCase?: boolean;
}

/**
 * Name that CloudFormation would make up: stack, logical id and a suffix. The suffix here is a hash, so that the same
 * template gives the same names on every run; another seed gives another name, for the resource that replaces one.
 */
export function generatedName({ stackName, logicalId }: Place, seed: string, rules: NameRules): string {
  const suffix = createHash('sha256').update(`${stackName} ${logicalId} ${seed}`).digest('hex').slice(0, 12);
  const name = `${`${stackName}-${logicalId}`.slice(0, rules.maxLength - suffix.length - 1).replace(/-+$/, '')}-${suffix}`;
  return rules.lowerCase === true ? name.toLowerCase() : name;
}

/** ARN in the place of a resource. */
export function arnOf({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
