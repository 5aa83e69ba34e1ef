/** What the page knows of the load, and how somebody looks at it: language, colours. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { LoadProgress } from '../../reports/views/load-progress.ts';
import { withReport, withStep } from '../../reports/views/load-progress.ts';
import { en } from '../locales/en.ts';
import { Format } from '../locales/format.ts';
import type { Language } from '../locales/format.ts';
import type { Locale } from '../locales/locale.ts';
import { ru } from '../locales/ru.ts';
import type { Theme } from '../state/choices.ts';
import { chosen, remember } from '../state/choices.ts';
import { followLoad } from './follow.ts';

const RETRY_MS = 1_500;

const isOver = ({ report, failure }: LoadProgress): boolean => report !== null || failure !== null;

export class LoadWatch {
  /** Undefined until the server has answered. */
  progress = $state.raw<LoadProgress>();
  isConnected = $state(true);
  language = $state<Language>('en');
  theme = $state<Theme>('light');
  readonly text: Locale = $derived(this.language === 'ru' ? ru : en);
  readonly format: Format = $derived(new Format(this.language, 0));
  private unfollow: () => void = () => undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const { language, theme } = chosen();
    this.language = language;
    this.theme = theme;
  }

  /** Fetches the load as it stands and follows it from there. */
  async start(): Promise<void> {
    this.close();
    try {
      const answer = await fetch('/api/load');
      if (!answer.ok) throw new Error(answer.statusText);
      this.progress = (await answer.json()) as LoadProgress;
    } catch {
      this.isConnected = false;
      this.retry = setTimeout(() => void this.start(), RETRY_MS);
      return;
    }
    this.isConnected = true;
    this.follow(this.progress);
  }

  close(): void {
    clearTimeout(this.retry);
    this.unfollow();
  }

  /** A text of the domain in the page's language. */
  say(text: Bilingual): string {
    return text[this.language];
  }

  setLanguage(language: Language): void {
    this.language = language;
    remember({ language });
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    remember({ theme });
  }

  private follow(from: LoadProgress): void {
    const change = (next: (progress: LoadProgress) => LoadProgress): void => {
      this.progress = next(this.progress ?? from);
      // Nothing more comes, and the server may leave.
      if (isOver(this.progress)) this.close();
    };
    if (isOver(from)) return;
    this.unfollow = followLoad(from.intervals.length, {
      onStep: (step) => change((progress) => withStep(progress, step)),
      onReport: (report) => change((progress) => withReport(progress, report)),
      onFailure: (sentence) => change((progress) => ({ ...progress, failure: sentence })),
      onReset: () => void this.start(),
      onConnected: (isConnected) => (this.isConnected = isConnected),
    });
  }
}
