export { bundleFunctions } from './bundle';
export { DeadLetterQueue } from './dead-letter-queue';
export { functionCode } from './function-code';
export { FUNCTION_NAMES, type FunctionName } from './function-name';
export type { FunctionPlacement } from './network-interfaces';
export { SiteFunction, type SiteFunctionProps } from './site-function';
export { contentHash, UploadedObjects, type UploadedObject, type UploadedObjectsProps } from './uploaded-objects';
