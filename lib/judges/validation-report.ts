/** What CDK writes about a synthesis, as far as the gate reads it. */
export interface ValidationReport {
  readonly pluginReports: readonly PluginReport[];
}

/** What one judge reported; a judge that passes is absent. */
export interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly metadata?: { readonly error?: string };
  readonly violations: readonly ReportedViolation[];
}

/** Findings of one rule. */
export interface ReportedViolation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

/** Reads `validation-report.json`. */
export function parseReport(json: string): ValidationReport {
  return JSON.parse(json) as ValidationReport;
}
