import { buildModel } from './build-model';
import type { Given, TemplateModel } from './model';
import { readAssembly } from './read-assembly';

/**
 * Reads a cloud assembly (`cdk.out`) into the model of what CloudFormation will read.
 *
 * Throws a `HonmaruError` when the directory is no assembly, one of its files cannot be read, or a value that is given
 * to a parameter is not allowed.
 */
export function loadAssembly(directory: string, given: Given = {}): TemplateModel {
  return buildModel(readAssembly(directory), given);
}
