/** What Mantine's components take from the tokens: sizes, one accent colour, calm defaults. */
import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Modal,
  Radio,
  Switch,
  Tooltip,
  type VariantColorsResolver,
} from "@mantine/core";

/** Buttons know three looks: filled (the one next step), default, subtle. All of them from the tokens. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  const ink = color === "bad" ? "var(--bad)" : "var(--accent)";
  if (variant === "filled") {
    return {
      background: ink,
      hover: `color-mix(in srgb, ${ink} 88%, var(--text))`,
      color: "var(--accent-ink)",
      border: "1px solid transparent",
    };
  }
  if (variant === "subtle" || variant === "transparent") {
    return {
      background: "transparent",
      hover: "var(--hover)",
      color: color === "plain" ? "var(--text2)" : ink,
      border: "1px solid transparent",
    };
  }
  return {
    background: "var(--surface)",
    hover: "var(--hover)",
    color: color === "bad" ? "var(--bad)" : "var(--text)",
    border: "1px solid var(--control)",
  };
};

const ticked = { color: "var(--accent)", iconColor: "var(--accent-ink)", size: "xs" } as const;

export const theme = createTheme({
  primaryColor: "blue",
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "never",
  variantColorResolver,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "plain", size: 28 } }),
    Button: Button.extend({ defaultProps: { variant: "default", size: "xs" } }),
    Checkbox: Checkbox.extend({ defaultProps: ticked }),
    Radio: Radio.extend({ defaultProps: ticked }),
    Switch: Switch.extend({ defaultProps: { color: "var(--accent)", size: "sm" } }),
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs", allowDeselect: false } },
    NativeSelect: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    // Locking the page's scroll would put a style tag into it, which the page's policy forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, closeOnEscape: false, centered: true } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false }, withArrow: false },
    }),
  },
});
