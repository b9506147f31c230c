"""The forms of the public portal (S-04 to S-09) and of the counter (S-94)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.fields import BooleanField, SelectChoice, SelectField
from wtforms.validators import Optional, ValidationError

from app.attachments.forms import EvidenceField
from app.attachments.models import FileKind
from app.complaints.models import AT_COUNTER, ObjectKind, PartyKind
from app.complaints.story import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_OBJECT,
    LONGEST_STORY,
    MOST_LINKS,
    MOST_PARTIES,
    SHORTEST_DESCRIPTION,
    SHORTEST_LINK_CAPTION,
    SHORTEST_NAME,
    SHORTEST_OBJECT,
    SHORTEST_STORY,
    AccusedMode,
    Interest,
    NamedParty,
    Sign,
    Story,
    WebLink,
)
from app.core import clock
from app.vault.papers import Photo
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    RupiahField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import BaseForm, Filled, FilledWhen, PartForm, text_length
from app.web.incoming import record_number_or_none

UNKNOWN_UNIT = "0"
_DIGITS = re.compile(r"[\s.\-()]")
_PHONE = re.compile(r"(?:08|\+?628)\d{7,12}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_URL = re.compile(r"https?://[^\s]{3,400}")
_NIK_LENGTH = 16
MOST_PHOTO_BYTES = 5 * 1024 * 1024


class PortalForm(BaseForm):
    """A form of the portal: its token belongs to the visit, which the routes look at."""

    class Meta(BaseForm.Meta):
        csrf = False


class RoughDateField(DatePartsField):
    """Day, month and year; without a day it is the first of the month, and `rough` is set."""

    rough = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = DatePartsField.__name__  # the page draws it as one

    def _read(self) -> None:
        given = dict(self.parts)
        if not given["day"] and given["month"] and given["year"]:
            self.rough = True
            self.parts = {**given, "day": "1"}
            super()._read()
            self.parts = given
            return
        super()._read()


class WhoForm(PortalForm):
    """S-04: who, and which decision."""

    terlapor_mode = ChoiceField(
        _l("Siapa yang Anda laporkan?"),
        choices=choices_of(AccusedMode),
        validators=[Filled(_l("Pilih siapa yang Anda laporkan."))],
        description=_l("Tidak tahu nama? Tulis jabatan, loket, atau ciri tugasnya."),
    )
    terlapor_cari = TextField(
        _l("Nama pegawai"),
        validators=[
            FilledWhen("terlapor_mode", ("name",), _l("Isi nama pegawai.")),
            text_length(LONGEST_NAME, SHORTEST_NAME),
        ],
        description=_l("Ketik sedikitnya 3 huruf"),
    )
    terlapor_id = ChoiceField(_l("Pegawai yang Anda maksud"), choices=[], validate_choice=False)
    terlapor_uraian = TextField(
        _l("Jabatan atau uraian"),
        validators=[
            FilledWhen("terlapor_mode", ("post", "unknown"), _l("Isi jabatan atau uraian.")),
            text_length(LONGEST_DESCRIPTION, SHORTEST_DESCRIPTION),
        ],
        description=_l("Contoh: petugas loket 3 perizinan"),
    )
    unit_id = SelectField(_l("Unit"), choices=[], validators=[Filled(_l("Pilih unit."))])
    objek = ChoiceField(
        _l("Yang dilaporkan"),
        choices=choices_of(ObjectKind),
        validators=[Filled(_l("Pilih yang dilaporkan."))],
        description=_l("Belum diputus: kami bisa meminta prosesnya dihentikan dulu."),
    )
    objek_uraian = TextField(
        _l("Keputusan atau urusan apa"),
        validators=[
            Filled(_l("Tulis keputusan atau tindakannya.")),
            text_length(LONGEST_OBJECT, SHORTEST_OBJECT),
        ],
        description=_l("Contoh: pemenang pekerjaan jalan, izin gudang, nilai seleksi"),
    )
    objek_nomor = TextField(
        _l("Nomor dokumen"), validators=[Optional(), text_length(100)], description=_l("Jika ada")
    )
    objek_tanggal = RoughDateField(
        _l("Kapan"),
        validators=[Filled(_l("Isi kapan."))],
        description=_l("Boleh perkiraan. Tanggal boleh dikosongkan, bulan dan tahun diisi."),
    )
    perkiraan = BooleanField(_l("Tanggal ini perkiraan"))

    def validate_objek_tanggal(self, field: Any) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_("Tanggal tidak boleh setelah hari ini."))

    def offer_units(self, units: Sequence[Any]) -> None:
        self.unit_id.choices = [
            ("", _("Pilih unit")),
            *((str(one.id), one.name) for one in units),
            (UNKNOWN_UNIT, _("Tidak tahu")),
        ]

    def offer_people(self, found: Sequence[Any]) -> None:
        self.terlapor_id.choices = [SelectChoice(str(one.id), one.label) for one in found]

    def into(self, told: Story, accused_id: int | None) -> Story:
        by_name = self.terlapor_mode.data == AccusedMode.NAME.value
        words = (self.terlapor_cari if by_name else self.terlapor_uraian).data or ""
        day: date | None = self.objek_tanggal.data
        return replace(
            told,
            accused_mode=self.terlapor_mode.data or "",
            accused_id=accused_id if by_name else None,
            accused_words=words,
            unit_id=record_number_or_none(self.unit_id.data or "") or None,
            object_kind=self.objek.data or "",
            object_words=self.objek_uraian.data or "",
            object_number=self.objek_nomor.data or "",
            decided_on=day.isoformat() if day else None,
            approximate=bool(self.perkiraan.data) or self.objek_tanggal.rough,
        )


def who_data(told: Story) -> dict[str, Any]:
    by_name = told.accused_mode == AccusedMode.NAME.value
    unit = "" if 1 not in told.seen else UNKNOWN_UNIT
    return {
        "terlapor_mode": told.accused_mode,
        "terlapor_cari": told.accused_words if by_name else "",
        "terlapor_uraian": "" if by_name else told.accused_words,
        "terlapor_id": str(told.accused_id or ""),
        "unit_id": str(told.unit_id) if told.unit_id else unit,
        "objek": told.object_kind,
        "objek_uraian": told.object_words,
        "objek_nomor": told.object_number,
        "objek_tanggal": told.day,
        "perkiraan": told.approximate,
    }


class PartyForm(PartForm):
    """Somebody who gains."""

    nama = TextField(_l("Nama"), validators=[Optional(), text_length(LONGEST_NAME, SHORTEST_NAME)])
    jenis = SelectField(_l("Jenis"), choices=choices_of(PartyKind))
    hubungan = TextField(_l("Hubungan dengan pegawai"), validators=[Optional(), text_length(150)])
    nomor = TextField(_l("NIB, NPWP, atau alamat"), validators=[Optional(), text_length(200)])


class StoryForm(PortalForm):
    """S-05: what happened."""

    dugaan_kepentingan = TicksField(
        _l("Kepentingan pribadi apa yang Anda duga?"),
        choices=choices_of(Interest),
        validators=[Filled(_l("Pilih kepentingan yang Anda duga."))],
        description=_l("Pilih yang Anda duga. Tidak harus pasti."),
    )
    pihak = FieldList(
        FormField(PartyForm), _l("Siapa yang diuntungkan?"), min_entries=1, max_entries=MOST_PARTIES
    )
    pihak_tidak_tahu = BooleanField(_l("Saya tidak tahu siapa yang diuntungkan"))
    uraian = LongTextField(
        _l("Ceritakan kejadiannya"),
        validators=[
            Filled(_l("Ceritakan kejadiannya sedikitnya 50 huruf.")),
            text_length(LONGEST_STORY),
        ],
        description=_l("Siapa, apa, kapan, di mana, bagaimana Anda tahu"),
    )
    tanda = TicksField(_l("Tanda lain"), choices=choices_of(Sign))
    kerugian_rp = RupiahField(
        _l("Perkiraan kerugian daerah"), validators=[Optional()], description=_l("Jika tahu")
    )
    kanal_lain = TextField(
        _l("Pernah dilaporkan ke tempat lain?"),
        validators=[Optional(), text_length(200)],
        description=_l("Misal: LAPOR!, Ombudsman"),
    )
    jenis = TicksField(_l("Jenis benturan kepentingan"), choices=[])

    def validate_uraian(self, field: Any) -> None:
        if len(field.data or "") < SHORTEST_STORY:
            raise ValidationError(_("Ceritakan kejadiannya sedikitnya 50 huruf."))

    def validate_pihak(self, field: Any) -> None:
        named = any(entry.form.nama.data for entry in field.entries)
        if not named and not self.pihak_tidak_tahu.data:
            raise ValidationError(_("Belum ada pihak. Tambah pihak atau pilih ‘Tidak tahu’."))

    def into(self, told: Story) -> Story:
        parties = tuple(
            NamedParty(
                one.nama.data,
                one.jenis.data or PartyKind.PERSON.value,
                one.hubungan.data or "",
                one.nomor.data or "",
            )
            for one in (entry.form for entry in self.pihak.entries)
            if one.nama.data
        )
        return replace(
            told,
            interests=tuple(self.dugaan_kepentingan.data or ()),
            parties=parties,
            parties_unknown=bool(self.pihak_tidak_tahu.data),
            text=self.uraian.data or "",
            signs=tuple(self.tanda.data or ()),
            loss=self.kerugian_rp.data,
            elsewhere=self.kanal_lain.data or "",
            jenis=tuple(self.jenis.data or ()),
        )


def story_data(told: Story) -> dict[str, Any]:
    return {
        "dugaan_kepentingan": list(told.interests),
        "pihak": [
            {"nama": one.name, "jenis": one.kind, "hubungan": one.relation, "nomor": one.numbers}
            for one in told.parties
        ]
        or [{}],
        "pihak_tidak_tahu": told.parties_unknown,
        "uraian": told.text,
        "tanda": list(told.signs),
        "kerugian_rp": told.loss,
        "kanal_lain": told.elsewhere,
        "jenis": list(told.jenis),
    }


class LinkForm(PartForm):
    """A link offered as evidence."""

    url = TextField(_l("Alamat tautan"), validators=[Optional(), text_length(400)])
    keterangan = TextField(_l("Isi tautan itu"), validators=[Optional(), text_length(200)])

    def validate_url(self, field: Any) -> None:
        if field.data and not _URL.fullmatch(field.data):
            raise ValidationError(_("Tautan harus diawali https://."))

    def validate_keterangan(self, field: Any) -> None:
        if self.url.data and len(field.data or "") < SHORTEST_LINK_CAPTION:
            raise ValidationError(_("Tulis isi tautan itu sedikitnya 20 huruf."))


class EvidenceForm(PortalForm):
    """S-06: evidence."""

    bukti = EvidenceField(_l("Bukti"))
    keterangan = TextField(
        _l("Keterangan berkas"),
        validators=[Optional(), text_length(200)],
        description=_l("Misal: foto undangan, halaman 2 surat penetapan"),
    )
    saksi = TextField(
        _l("Saksi atau sumber"),
        validators=[Optional(), text_length(300)],
        description=_l("Kami tidak menghubungi saksi tanpa persetujuan Anda"),
    )
    tautan = FieldList(FormField(LinkForm), _l("Tautan"), min_entries=1, max_entries=MOST_LINKS)

    def into(self, told: Story) -> Story:
        links = tuple(
            WebLink(one.url.data, one.keterangan.data or "")
            for one in (entry.form for entry in self.tautan.entries)
            if one.url.data
        )
        return replace(told, links=links, witness=self.saksi.data or "")


def evidence_data(told: Story) -> dict[str, Any]:
    return {
        "saksi": told.witness,
        "tautan": [{"url": one.url, "keterangan": one.caption} for one in told.links] or [{}],
    }


CAPACITIES = (
    ("warga", _l("Warga")),
    ("pemohon", _l("Pemohon layanan")),
    ("pengadaan", _l("Peserta pengadaan")),
    ("pegawai", _l("Pegawai")),
    ("lsm_media", _l("LSM atau media")),
    ("lainnya", _l("Lainnya")),
)
NEWS = (("surel", _l("Surel")), ("tidak", _l("Tidak usah")))


class ReachForm(PortalForm):
    """How the reporter is reached, and what he wishes: the part of S-07 that employees fill too."""

    hp = TextField(
        _l("HP atau WhatsApp"),
        validators=[Optional(), text_length(20)],
        description=_l("HP atau surel, salah satu harus diisi."),
    )
    email = TextField(_l("Surel"), validators=[Optional(), text_length(120)])
    rahasia = BooleanField(
        _l("Rahasiakan identitas saya dari terlapor dan atasannya"), default=True
    )
    rahasia_yakin = BooleanField(_l("Ya, identitas saya boleh diketahui terlapor dan atasannya"))
    kabar = ChoiceField(
        _l("Kabari saya lewat"),
        choices=[SelectChoice(value, text) for value, text in NEWS],
        validators=[Filled(_l("Pilih cara kami mengabari Anda."))],
        description=_l("Pesan tidak memuat isi aduan"),
    )
    benar = BooleanField(
        _l("Keterangan ini saya sampaikan dengan itikad baik dan sebenarnya."),
        validators=[Filled(_l("Centang pernyataan."))],
    )
    phone_may_be_missing = False

    def validate_hp(self, field: Any) -> None:
        if field.data and not _PHONE.fullmatch(_DIGITS.sub("", field.data)):
            raise ValidationError(_("Nomor HP harus diawali 08 atau +62."))

    def validate_email(self, field: Any) -> None:
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError(_("Surel harus berbentuk nama@contoh.id."))

    def validate_kabar(self, field: Any) -> None:
        if field.data == "surel" and not self.email.data:
            raise ValidationError(_("Isi surel bila ingin dikabari lewat surel."))

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if not self.hp.data and not self.email.data and not self.phone_may_be_missing:
            self.hp.errors = [*self.hp.errors, _("Isi HP atau surel.")]
            good = False
        if not self.rahasia.data and not self.rahasia_yakin.data:
            self.rahasia_yakin.errors = [
                _("Centang bila identitas Anda boleh diketahui, atau aktifkan kerahasiaan.")
            ]
            good = False
        return good

    def reach(self) -> dict[str, str]:
        return {"phone": self.hp.data or "", "email": self.email.data or ""}

    def news(self) -> dict[str, str]:
        if self.kabar.data != "surel":
            return {}
        return {"channel": "email", "address": self.email.data or ""}


class IdentityForm(ReachForm):
    """S-07: who reports. Lives in this request and the next; see services/drafts.py."""

    nama = TextField(
        _l("Nama sesuai KTP"),
        validators=[Filled(_l("Isi nama sesuai KTP.")), text_length(100, 3)],
    )
    nik = TextField(
        _l("NIK"),
        validators=[Filled(_l("NIK harus 16 angka.")), text_length(30)],
        description=_l("Untuk memastikan identitas. Disimpan terenkripsi."),
    )
    alamat = TextField(_l("Alamat"), validators=[Filled(_l("Isi alamat.")), text_length(200, 10)])
    kapasitas = ChoiceField(
        _l("Hubungan Anda"),
        choices=[SelectChoice(value, text) for value, text in CAPACITIES],
        validators=[Filled(_l("Pilih hubungan Anda."))],
    )

    def validate_nik(self, field: Any) -> None:
        digits = _DIGITS.sub("", field.data or "")
        if not digits.isdecimal() or len(digits) != _NIK_LENGTH:
            raise ValidationError(_("NIK harus 16 angka."))

    def identity(self) -> dict[str, object]:
        return {
            "name": self.nama.data or "",
            "nik": _DIGITS.sub("", self.nik.data or ""),
            "address": self.alamat.data or "",
            "capacity": self.kapasitas.data or "",
            **self.reach(),
        }


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


class CounterIdentityForm(IdentityForm):
    """The same at the counter: a reporter without a phone comes back or gets post."""

    phone_may_be_missing = True


class EmployeeIdentityForm(ReachForm):
    """S-40: name and NIP come from the account."""


class ResumeForm(PortalForm):
    """The code of a draft."""

    kode = TextField(
        _l("Kode draf"),
        validators=[Filled(_l("Isi kode draf.")), text_length(80)],
        description=_l("Huruf kecil, spasi, dan tanda hubung boleh."),
    )


class ConfirmForm(PortalForm):
    """The last group of the secret code."""

    akhir = TextField(
        _l("Empat huruf atau angka terakhir kode rahasia"),
        validators=[Filled(_l("Isi empat huruf atau angka terakhir kode Anda.")), text_length(30)],
        description=_l("Untuk memastikan kode sudah Anda simpan."),
    )


class CounterForm(PortalForm):
    """S-94: how and when a complaint came to the counter."""

    saluran = ChoiceField(
        _l("Saluran"),
        choices=[SelectChoice(one.value, _l(one.label)) for one in AT_COUNTER],
        validators=[Filled(_l("Pilih saluran."))],
    )
    diterima_tanggal = DatePartsField(
        _l("Diterima tanggal"), validators=[Filled(_l("Isi tanggal diterima."))]
    )
    diterima_jam = TextField(
        _l("Diterima pukul"),
        validators=[Filled(_l("Isi jam diterima.")), text_length(5)],
        description=_l("Contoh: 11.05"),
    )

    def validate_diterima_jam(self, field: Any) -> None:
        if self.moment() is None:
            raise ValidationError(_("Jam harus seperti 11.05."))

    def validate_diterima_tanggal(self, field: Any) -> None:
        moment = self.moment()
        if moment is not None and moment > clock.now():
            raise ValidationError(_("Waktu diterima tidak boleh setelah sekarang."))

    def moment(self) -> datetime | None:
        found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", (self.diterima_jam.data or "").strip())
        day = self.diterima_tanggal.data
        if found is None or day is None:
            return None
        try:
            at = time(int(found.group(1)), int(found.group(2)))
        except ValueError:
            return None
        return datetime.combine(day, at, clock.zone())


class AboutWhomForm(BaseForm):
    """S-40: about oneself, or about somebody else."""

    tentang = ChoiceField(
        _l("Tentang siapa?"),
        choices=[
            SelectChoice("saya", _l("Saya sendiri")),
            SelectChoice("orang_lain", _l("Orang lain yang saya ketahui")),
        ],
        validators=[Filled(_l("Pilih tentang siapa."))],
    )
