"""The pages of the review desk."""

from fastapi import APIRouter

router = APIRouter()
