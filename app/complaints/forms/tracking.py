"""Forms of whoever follows his complaint, of the desk that talks with him, and of his protection."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.attachments.forms import EvidenceField
from app.complaints.services.inquiring import MOST_DAYS
from app.complaints.services.retaliation import Told
from app.complaints.thread import LONGEST
from app.web.fields import ChoiceField, DatePartsField, LongTextField, TextField
from app.web.forms import BaseForm, Filled, text_length
from app.web.incoming import record_number_or_none


class WriteForm(BaseForm):
    """Pesan pelapor (S-11). `question`: the one that is answered."""

    text = LongTextField(_l("Pesan"), validators=[text_length(LONGEST)])
    evidence = EvidenceField(_l("Lampiran"))
    question = HiddenField()

    @property
    def question_id(self) -> int | None:
        return record_number_or_none(self.question.data or "")


class EvidenceForm(BaseForm):
    """Tambah bukti."""

    evidence = EvidenceField(_l("Bukti"), required=_l("Unggah sedikitnya satu bukti."))
    caption = TextField(
        _l("Keterangan"),
        validators=[Optional(), text_length(200)],
        description=_l("Apa yang terlihat di berkas ini."),
    )


class WithdrawForm(BaseForm):
    """Cabut aduan."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[text_length(1000)],
        description=_l("Sedikitnya 10 huruf. Tidak ada akibat apa pun bagi Anda."),
    )


class RatingForm(BaseForm):
    """Nilai layanan."""

    stars = ChoiceField(
        _l("Bagaimana layanan kami?"),
        choices=[
            SelectChoice("5", _l("5 – sangat baik")),
            SelectChoice("4", _l("4 – baik")),
            SelectChoice("3", _l("3 – cukup")),
            SelectChoice("2", _l("2 – kurang")),
            SelectChoice("1", _l("1 – buruk")),
        ],
    )
    text = LongTextField(_l("Saran"), validators=[Optional(), text_length(1000)])

    @property
    def number(self) -> int | None:
        return record_number_or_none(self.stars.data or "")


class RetaliationForm(BaseForm):
    """Laporkan tindakan balasan (§4.13)."""

    text = LongTextField(
        _l("Apa yang terjadi"),
        validators=[text_length(2000)],
        description=_l("Misalnya izin dipersulit, diancam, dipindahkan. Sedikitnya 20 huruf."),
    )
    who = TextField(
        _l("Oleh siapa"),
        validators=[Optional(), text_length(200)],
        description=_l("Nama, jabatan, atau ciri tugasnya, bila tahu."),
    )
    happened_on = DatePartsField(_l("Kapan"))
    evidence = EvidenceField(_l("Bukti"))

    def as_told(self, who_id: int | None = None) -> Told:
        return Told(
            self.text.data or "", self.who.data or "", who_id, self.happened_on.data,
            self.evidence.files,
        )  # fmt: skip


class EmployeeRetaliationForm(RetaliationForm):
    """The same of an employee or witness, who may pick a colleague from the list."""

    who_id = HiddenField()


class AskForm(BaseForm):
    """Pesan meja aduan kepada pelapor."""

    text = LongTextField(
        _l("Pesan kepada pelapor"),
        validators=[text_length(LONGEST)],
        description=_l("Pelapor membaca peran Anda, bukan nama Anda."),
    )
    needs_answer = BooleanField(_l("Butuh jawaban"))
    answer_by = DatePartsField(_l("Dijawab paling lambat"))


class NoteForm(BaseForm):
    """Catatan internal."""

    note = LongTextField(
        _l("Catatan internal"),
        validators=[text_length(LONGEST)],
        description=_l("Tidak pernah dibaca pelapor."),
    )


class InquiryForm(BaseForm):
    """Tautan pertanyaan kepada pihak ketiga."""

    to = TextField(
        _l("Kepada siapa"),
        validators=[text_length(150)],
        description=_l("Hanya untuk catatan kita; tidak tampil di halamannya."),
    )
    question = LongTextField(
        _l("Pertanyaan"),
        validators=[text_length(LONGEST)],
        description=_l("Jangan sebut aduan, pelapor, atau terlapor: hanya ini yang dilihatnya."),
    )
    days = IntegerField(_l("Berlaku berapa hari"), description=_l("1 sampai 14 hari."), default=3)

    @property
    def lasting(self) -> int:
        return self.days.data if self.days.data is not None else MOST_DAYS + 1


class TakeBackForm(BaseForm):
    """Mengapa tautan dicabut."""

    reason = LongTextField(
        _l("Alasan"), validators=[text_length(LONGEST)],
        description=_l("Sedikitnya 20 huruf. Tercatat di riwayat aduan; pihak ketiga tidak membacanya."),
    )  # fmt: skip


class AnswerForm(BaseForm):
    """Jawaban pihak ketiga."""

    text = LongTextField(_l("Jawaban Anda"), validators=[text_length(LONGEST)])


class ResetForm(BaseForm):
    """Kode baru bagi pelapor yang datang membawa KTP."""

    identity_checked = BooleanField(
        _l("Saya sudah memeriksa identitas pelapor dengan identitas yang tersegel")
    )
    how = TextField(
        _l("Cara memeriksa"),
        validators=[text_length(200)],
        description=_l("Misalnya: KTP asli dicocokkan. Jangan tulis nama atau nomor."),
    )


class AssignForm(BaseForm):
    """Tugaskan perlindungan."""

    person = TextField(_l("Petugas"), validators=[Filled(_l("Pilih petugas.")), text_length(200)])
    person_id = HiddenField()


class ResponseForm(BaseForm):
    """Tanggapan awal, atau akhir penanganan."""

    text = LongTextField(_l("Langkah perlindungan"), validators=[text_length(2000)])


class SettleForm(BaseForm):
    """Selesai, atau dirujuk untuk sanksi."""

    result = ChoiceField(
        _l("Hasil"),
        choices=[
            SelectChoice("close", _l("Selesai: perlindungan cukup")),
            SelectChoice("refer", _l("Terbukti: dirujuk untuk sanksi")),
        ],
        validators=[Filled(_l("Pilih hasil."))],
    )
    text = LongTextField(
        _l("Alasan"), validators=[text_length(2000)], description=_l("Sedikitnya 20 huruf.")
    )
