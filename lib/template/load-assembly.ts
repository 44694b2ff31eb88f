import { buildModel } from './build-model';
import type { TemplateModel } from './model';
import { readAssembly } from './read-assembly';

/**
 * Reads a cloud assembly (`cdk.out`) into the model of what CloudFormation will read.
 *
 * Throws a `HonmaruError` when the directory is no assembly or one of its files cannot be read.
 */
export function loadAssembly(directory: string): TemplateModel {
  return buildModel(readAssembly(directory));
}
