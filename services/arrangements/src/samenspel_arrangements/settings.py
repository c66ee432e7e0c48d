"""Settings of arrangements: those that every service has, and where documents are kept."""

from functools import cached_property
from typing import Self

from pydantic import Field, SecretStr, model_validator

from samenspel_arrangements.gateways.documents.files import open_files
from samenspel_arrangements.gateways.documents.ocr import Ocr
from samenspel_arrangements.gateways.documents.scanner import Clamd
from samenspel_arrangements.gateways.documents.sealing import Keyring
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_platform.settings import MissingSetting, ServiceSettings

MEBIBYTE = 1024 * 1024


class Settings(ServiceSettings):
    """Read once, in bootstrap.

    `documents_url` is `file:///folder` or `s3://bucket/prefix`; without it nobody adds documents.
    `document_key` seals them: with another one none can be read, unless `document_key_other` is
    the one of before. `clamd_url` (`tcp://host:port` or `unix:///path`) looks for viruses; a
    document waits until it answers. `ocr_demanded`: the worker does not start without tesseract.
    `s3_endpoint` is only for a store that is not Amazon's.
    """

    documents_url: str | None = None
    document_key: SecretStr | None = Field(default=None, min_length=32)
    document_key_other: SecretStr | None = Field(default=None, min_length=32)
    max_document_bytes: int = Field(default=25 * MEBIBYTE, ge=1024)
    clamd_url: str | None = None
    ocr_demanded: bool = False
    s3_endpoint: str = ""
    s3_region: str = ""
    s3_access_key: str = ""
    s3_secret_key: SecretStr = SecretStr("")

    def document_keys(self) -> list[str]:
        """Give the newest key of documents, and the one of before; MissingSetting without any."""
        if self.document_key is None:
            raise MissingSetting("DOCUMENT_KEY")
        other = [self.document_key_other] if self.document_key_other else []
        return [key.get_secret_value() for key in (self.document_key, *other)]

    @cached_property
    def shelf(self) -> Shelf | None:
        """What documents pass; None where none are kept. MissingSetting without OCR on demand."""
        if self.documents_url is None:
            return None
        newest, *others = self.document_keys()
        ocr = Ocr.installed()
        if ocr is None and self.ocr_demanded:
            raise MissingSetting("tesseract, for OCR_DEMANDED")
        return Shelf(
            files=open_files(
                self.documents_url,
                endpoint=self.s3_endpoint,
                region=self.s3_region,
                access_key=self.s3_access_key,
                secret_key=self.s3_secret_key.get_secret_value(),
            ),
            keyring=Keyring(newest, *others),
            scanner=Clamd(self.clamd_url) if self.clamd_url else None,
            ocr=ocr,
            max_bytes=self.max_document_bytes,
        )

    @model_validator(mode="after")
    def _documents_are_sealed(self) -> Self:
        if self.documents_url is not None and self.document_key is None:
            raise ValueError("document_key: documents are kept sealed")
        return self
