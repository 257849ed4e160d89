import type { Calls } from "./calls";
import type { Comparison, Effort } from "./compare";
import type { EmailTimes } from "./email-times";
import type { Machine } from "./machine";
import type { Profile } from "./profile";
import type { SignInTimes } from "./sign-in-times";
import type { SizeReport } from "./size-report";

/** The results of a run, without the parts that weren't requested. */
export interface Results {
  machine: Machine;
  effort: Effort;
  comparisons: Comparison[];
  calls?: Calls[];
  sizes?: SizeReport;
  email?: EmailTimes[];
  signIn?: SignInTimes[];
  profiles?: Profile[];
}
