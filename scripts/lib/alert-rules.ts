/** Rules for Prometheus that name what a person has to act on; docs/metrics.md shows them. */
export const alertRules = {
  introduction: `## Five rules to begin with

Mirrors are left out: they are copies for watching. \`/health\` says the same in sentences, with what to do.
`,
  yaml: `groups:
  - name: 3cx-webhook
    rules:
      - alert: WebhooksAreLate
        expr: webhook_queue_oldest_age_seconds > 300 unless on (instance, endpoint) webhook_endpoint_mirror == 1
        for: 1m
        labels: { severity: critical }
        annotations:
          summary: "The oldest webhook for {{ $labels.endpoint }} has waited for {{ $value | humanizeDuration }}"

      - alert: WebhooksAreLost
        expr: sum by (instance, endpoint, end) (increase(webhook_deliveries_ended_total{end!="delivered"}[15m])) > 0 unless on (instance, endpoint) webhook_endpoint_mirror == 1
        labels: { severity: warning }
        annotations:
          summary: "{{ $labels.endpoint }} did not get {{ $value | humanize }} webhooks: {{ $labels.end }}"

      - alert: EndpointNeedsAPerson
        expr: webhook_endpoint_alarm{kind=~"config|gone|queue-bound"} == 1
        labels: { severity: warning }
        annotations:
          summary: "{{ $labels.endpoint }}: {{ $labels.kind }}; /health says what to do"

      - alert: CallsAreNotSeen
        expr: sum by (instance) (webhook_pbx_state{state=~"connected|degraded"}) == 0 or up{job="3cx-webhook"} == 0
        for: 5m
        labels: { severity: critical }
        annotations:
          summary: "3CX Webhook has no connection to the PBX, or does not run"

      - alert: EventsAreNotKept
        expr: sum by (instance) (webhook_store_alarm) > 0 or increase(webhook_events_not_kept_total[15m]) > 0
        labels: { severity: critical }
        annotations:
          summary: "Something is wrong with the file that keeps call events: /health says what to do"
`,
} as const;
