export { compareRow, type ComparedAlarm, type RowInput, type Verdict } from './compare-rows';
export { compareWithMatrix, type MatrixComparison, type MatrixInput } from './compare-with-matrix';
export { PLAYED_SCENARIOS, playedScenario, type PlayedScenario } from './played-scenarios';
