"""Every right and every workflow."""

from app.accounts import policy as account_policy
from app.accounts import workflow as accounts
from app.attachments import policy as attachment_policy
from app.audit import policy as audit_policy
from app.backups import policy as backup_policy
from app.complaints import policy as complaint_policy
from app.complaints import workflow as complaint_workflow
from app.crosscheck import policy as crosscheck_policy
from app.crosscheck import workflow as crosscheck_workflow
from app.deadlines import policy as deadline_policy
from app.departures import policy as departure_policy
from app.departures import workflow as departure_workflow
from app.disclosures import policy as disclosure_policy
from app.disclosures import workflow as disclosure_workflow
from app.divestments import policy as divestment_policy
from app.divestments import workflow as divestment_workflow
from app.documents import policy as document_policy
from app.mail import policy as mail_policy
from app.matters import policy as matter_policy
from app.matters import workflow as matter_workflow
from app.measures import policy as measure_policy
from app.measures import workflow as measure_workflow
from app.notifications import policy as notice_policy
from app.objections import policy as objection_policy
from app.objections import workflow as objection_workflow
from app.people import policy as people_policy
from app.prechecks import policy as precheck_policy
from app.prechecks import workflow as precheck_workflow
from app.recusals import policy as recusal_policy
from app.recusals import workflow as recusal_workflow
from app.regulations import policy as regulation_policy
from app.reviews import policy as review_policy
from app.reviews import workflow as review_workflow
from app.seasons import policy as season_policy
from app.seasons import workflow as season_workflow
from app.vault import policy as vault_policy
from app.vault import workflow as vault_workflow

WORKFLOWS = (
    accounts.FLOW,
    disclosure_workflow.FLOW,
    season_workflow.FLOW,
    departure_workflow.FLOW,
    matter_workflow.FLOW,
    measure_workflow.FLOW,
    measure_workflow.REFERRAL_FLOW,
    precheck_workflow.FLOW,
    crosscheck_workflow.SCREENING_FLOW,
    crosscheck_workflow.SWEEP_FLOW,
    crosscheck_workflow.FINDING_FLOW,
    divestment_workflow.FLOW,
    divestment_workflow.STEP_FLOW,
    recusal_workflow.FLOW,
    objection_workflow.FLOW,
    review_workflow.FLOW,
    review_workflow.FOLLOW_UP_FLOW,
    complaint_workflow.FLOW,
    complaint_workflow.RETALIATION_FLOW,
    vault_workflow.FLOW,
)


RULES = (
    account_policy.RULES,
    people_policy.RULES,
    regulation_policy.RULES,
    deadline_policy.RULES,
    audit_policy.RULES,
    notice_policy.RULES,
    mail_policy.RULES,
    document_policy.RULES,
    attachment_policy.RULES,
    disclosure_policy.RULES,
    season_policy.RULES,
    departure_policy.RULES,
    precheck_policy.RULES,
    matter_policy.RULES,
    measure_policy.RULES,
    crosscheck_policy.RULES,
    divestment_policy.RULES,
    recusal_policy.RULES,
    objection_policy.RULES,
    review_policy.RULES,
    complaint_policy.RULES,
    vault_policy.RULES,
    backup_policy.RULES,
)
