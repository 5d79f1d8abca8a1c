"""The pages of signing in and out."""

from fastapi import APIRouter

router = APIRouter()
