export {
  baselineOf,
  compareWithBaseline,
  formatBaseline,
  parseBaseline,
  type Baseline,
  type BaselineComparison,
  type BaselinePath,
} from './baseline';
export { ADMIN_SERVICES, defaultPolicy } from './defaults/default-policy';
export { deriveSegments, type DerivedSegments } from './defaults/derive-segments';
export { findFindings } from './findings/find-findings';
export { FINGERPRINT_VERSION, findingFingerprint, pathFingerprint } from './fingerprint';
export { ledgerOf } from './ledger';
export { loadForVerify, type Loaded, type LoadOptions } from './load-for-verify';
export { parsePolicy } from './read/parse-policy';
export { definePolicy, readPolicy } from './read/read-policy';
export { policySchema } from './read/schema';
export { readPolicyText, type FieldPath, type PolicySource } from './read/source';
export { announced, type Announced } from './run/announce';
export { answerPolicy, findBroken, holds, runPolicy, type Answered, type RunOptions } from './run/run-policy';
export { scopeOf } from './scope';
export { describeSelector, Selection } from './select/selection';
export { findService, requireServices } from './services';
export type * from './types';
export { verifierFor } from './verifier-for';
export { verifyPolicy, type VerifyInput } from './verify-policy';
