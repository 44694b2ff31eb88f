export { ACKNOWLEDGED } from './acknowledged';
export { acknowledgementFaults, acknowledgementKinds, type Acknowledgement } from './acknowledgement';
export { addJudges, type JudgeOptions } from './add-judges';
export { addFailures, type FailureCheckOptions } from './add-failures';
export { addProofs, type ProofOptions } from './add-proofs';
export { assertGate, findGateFaults, type GateInput } from './gate';
export { nagPacks } from './nag-packs';
export { OWN_RULES_LIST } from './own-rules';
export { findingsOf, type Judgement, type Rule, type RuleFault, type RuleFinding } from './rule';
