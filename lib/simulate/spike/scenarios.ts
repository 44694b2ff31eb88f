/** What goes wrong during a sale. */
export interface Scenario {
  readonly id: ScenarioId;
  /** When one Availability Zone is lost. */
  readonly zoneLost: 'never' | 'before' | 'at-peak';
  /** How long instances can be launched and sizes changed. */
  readonly launches: 'always' | 'until-opening' | 'never';
  /** Whether a shortfall is a finding that fails; else it is a warning. */
  readonly isJudged: boolean;
}

export type ScenarioId =
  'normal' | 'zone-lost-before' | 'zone-lost-at-peak' | 'no-launches' | 'zone-lost-no-launches' | 'schedule-missed';

/** Every scenario, the ordinary one first. */
export const SCENARIOS: readonly Scenario[] = [
  { id: 'normal', zoneLost: 'never', launches: 'always', isJudged: true },
  { id: 'zone-lost-before', zoneLost: 'before', launches: 'always', isJudged: true },
  { id: 'zone-lost-at-peak', zoneLost: 'at-peak', launches: 'always', isJudged: true },
  { id: 'no-launches', zoneLost: 'never', launches: 'until-opening', isJudged: true },
  { id: 'zone-lost-no-launches', zoneLost: 'at-peak', launches: 'until-opening', isJudged: true },
  // The plane that carries scheduled actions out is down before them: what the ordinary minimum carries is told.
  { id: 'schedule-missed', zoneLost: 'never', launches: 'never', isJudged: false },
];
