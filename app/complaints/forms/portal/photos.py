"""S-07 and S-94: photos that show who somebody is."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.attachments.forms import EvidenceField
from app.attachments.models import FileKind
from app.complaints.forms.portal.visit import PortalForm
from app.vault.papers import Photo

MOST_PHOTO_BYTES = 5 * 1024 * 1024


class PhotosForm(PortalForm):
    """S-07 and S-94: photos that show who it is. Sealed with the identity, never among the evidence."""

    ktp = EvidenceField(
        _l("Foto KTP"), description=_l("Boleh menutup foto wajah. JPG atau PNG, paling besar 5 MB.")
    )
    formulir = EvidenceField(
        _l("Foto formulir bertanda tangan"),
        description=_l(
            "Lembar kertas yang ditandatangani pelapor. JPG atau PNG, paling besar 5 MB."
        ),
    )

    def validate_ktp(self, field: EvidenceField) -> None:
        _one_photo(field)

    def validate_formulir(self, field: EvidenceField) -> None:
        _one_photo(field)

    def photos(self) -> list[Photo]:
        return [
            Photo(str(field.label.text), field.files[0].kind.mime, field.files[0].served)
            for field in (self.ktp, self.formulir)
            if field.files
        ]


def _one_photo(field: EvidenceField) -> None:
    if len(field.files) > 1:
        raise ValidationError(_("Pilih satu foto saja."))
    for one in field.files:
        if one.kind is FileKind.PDF or len(one.served) > MOST_PHOTO_BYTES:
            raise ValidationError(_("Gunakan foto JPG atau PNG, paling besar 5 MB."))
