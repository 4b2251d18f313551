/** All keys in one place. */
import { Switch } from "@mantine/core";
import { keyNames } from "../format/key-names.ts";
import { type TextKey, useText } from "../i18n/text.tsx";
import { setPreferences, usePreferences } from "../store/preferences.ts";
import { Dialog } from "../ui/dialog.tsx";
import classes from "./help.module.css";

const groups: readonly { readonly title: TextKey; readonly keys: readonly (readonly [string, TextKey])[] }[] =
  [
    {
      title: "help.everywhere",
      keys: [
        ["Ctrl K", "help.command"],
        ["F6 · Shift F6", "help.region"],
        ["Esc", "help.escape"],
        ["?", "help.help"],
        ["g o · c · w · r · s · i", "help.views"],
      ],
    },
    {
      title: "help.list",
      keys: [
        ["↑ ↓ PgUp PgDn", "help.rows"],
        ["Ctrl Home · Ctrl End", "help.ends"],
        ["← → Home End", "help.cells"],
        ["Enter", "help.open"],
        ["Shift ↑ ↓ · Ctrl A", "help.select"],
        ["/", "help.filter"],
        ["l", "help.live"],
        ["r", "help.resend"],
        ["c", "help.copyId"],
        ["Shift F10", "help.menu"],
      ],
    },
    {
      title: "help.detail",
      keys: [
        ["[ ]", "help.neighbours"],
        ["t", "help.technical"],
        ["Ctrl C", "help.copyField"],
      ],
    },
    {
      title: "help.forms",
      keys: [
        ["Ctrl S", "help.save"],
        ["Alt ↑ ↓", "help.section"],
        ["F8", "help.mistake"],
      ],
    },
  ];

export function Help({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText();
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  return (
    <Dialog open={open} onClose={onClose} title={t("help.title")} widthRem={44}>
      <div className={classes.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {keys.map(([key, says]) => (
                <div key={key}>
                  <dt>
                    {keyNames(key, t.language)
                      .split(" · ")
                      .map((name) => (
                        <kbd key={name}>{name}</kbd>
                      ))}
                  </dt>
                  <dd>{t(says)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        label={t("help.singleKeys")}
        checked={singleKeys}
        onChange={(event) => setPreferences({ singleKeys: event.currentTarget.checked })}
      />
    </Dialog>
  );
}
