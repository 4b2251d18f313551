/** The browser's way in: the password, how many tries are left, and the way back to where one wanted to go. */
import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { LoginAnswer } from "../../src-shared/rpc/monitor-session.ts";
import { useText } from "../i18n/text.tsx";
import classes from "./pages.module.css";

export function LoginPage({
  login,
  onDone,
}: {
  readonly login: (password: string) => Promise<LoginAnswer>;
  /** The address stays, so the place that was asked for opens. */
  readonly onDone: () => void;
}) {
  const t = useText();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await login(password);
    setBusy(false);
    setPassword("");
    if (answer.outcome === "granted") onDone();
    else setProblem(wordsFor(answer));
  };
  const wordsFor = ({ outcome, sentence, triesLeft, pauseS = 0 }: LoginAnswer): string => {
    const min = Math.max(1, Math.ceil(pauseS / 60));
    if (outcome === "paused") return t("login.paused", { min });
    if (outcome === "wrong-password" && triesLeft !== undefined)
      return t("svc.password", { n: triesLeft, min });
    return t.said(sentence);
  };
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={(event) => void enter(event)}>
        <h1>{t("product")}</h1>
        <PasswordInput
          label={t("login.password")}
          description={t.rich("login.hint")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problem || undefined}
          errorProps={{ role: "alert" }}
          autoComplete="current-password"
          data-autofocus
          autoFocus
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="filled" loading={busy} disabled={password === ""}>
          {t("login.enter")}
        </Button>
      </form>
    </main>
  );
}
