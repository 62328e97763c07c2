/** The web chat's protocol; docs/web-channel.md. */
export interface Step {
  do: string;
  who: string;
  where: string;
  takes: string;
}

export interface DiagnosisCard {
  type: "diagnosis";
  cause: string;
  confidence: string;
  summary: string;
  evidence: string[];
  steps: Step[];
  avoid: string[];
  runner_up: string | null;
}

export interface HandoverCard {
  type: "handover";
  reference: string;
  summary: string[];
  contact: string;
}

export interface KnownFact {
  fact: string;
  title: string;
  value: string;
  choices: string[];
}

export interface Message {
  number: number;
  at: number;
  sender: "user" | "bot";
  id: string | null;
  text: string;
  quick_replies?: string[];
  card?: DiagnosisCard | HandoverCard;
  known?: KnownFact[];
}

export interface Answer {
  number?: number;
  error?: string;
  message?: string;
}
